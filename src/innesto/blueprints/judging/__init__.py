"""Statements judged: does one hold for a subject, and if not, how is it broken?"""
