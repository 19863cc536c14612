import factory
from django.utils import timezone

from innesto.talk.models import Place, Post, Thread
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory


class ThreadFactory(factory.django.DjangoModelFactory):
    """An open thread without a post; ``ThreadFactory(posts=3)`` gives it posts of its author."""

    class Meta:
        model = Thread
        skip_postgeneration_save = True

    community = factory.SubFactory(CommunityFactory)
    title = factory.Sequence(lambda n: f"Conversazione {n}")
    language = "it"
    author = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    last_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def posts(self, create, count, **kwargs):
        for _n in range(count or 0):
            PostFactory(thread=self, author=self.author)


class PostFactory(factory.django.DjangoModelFactory):
    """The next post of a thread, with the counters of the thread kept."""

    class Meta:
        model = Post

    thread = factory.SubFactory(ThreadFactory)
    author = factory.SubFactory(UserFactory)
    text = "<p>Buongiorno a tutte e tutti.</p>"
    language = "it"
    created_at = factory.LazyFunction(timezone.now)

    @factory.lazy_attribute
    def number(self):
        return self.thread.given_numbers + 1

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        post = super()._create(model_class, *args, **kwargs)
        thread = post.thread
        thread.given_numbers = post.number
        if post.is_shown:
            thread.last_number = post.number
            thread.posts_count += 1
            thread.last_at, thread.last_author = post.created_at, post.author
        thread.save()
        return post


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    person = factory.SubFactory(UserFactory)
    thread = factory.SubFactory(ThreadFactory)
