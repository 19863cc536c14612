"""Staff exchanges in legs: what cities agree, the diary, lessons adapted at home, their use."""
