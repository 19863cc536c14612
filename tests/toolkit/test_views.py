from django.urls import reverse


def test_style_page_opens_for_everyone(client):
    response = client.get(reverse("toolkit:style"))

    assert response.status_code == 200
