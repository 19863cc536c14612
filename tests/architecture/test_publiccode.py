"""publiccode.yml is valid: the rules of the standard 0.5, as its reference parser checks them.

https://yml.publiccode.tools. Keys that the standard does not know are refused too.
"""

import tomllib
from datetime import date
from typing import Annotated, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from tools.house import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAPER = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))

# Of the controlled vocabularies, what may describe a platform for learning among cities.
Category = Literal[
    *("collaboration", "communications", "data-collection", "data-visualization"),
    *("digital-citizenship", "document-management", "educational-content", "event-management"),
    *("feedback-and-reviews-management", "geographic-information-systems", "grant-management"),
    *("knowledge-management", "learning-management-system", "online-community"),
    *("project-collaboration", "project-management", "resource-management", "survey"),
    *("task-management", "web-collaboration", "workflow-management", "other"),
]
Scope = Literal[
    *("agriculture", "culture", "defence", "education", "emergency-services", "employment"),
    *("energy", "environment", "finance-and-economic-development", "foreign-affairs"),
    *("government", "healthcare", "infrastructures", "justice", "local-authorities"),
    *("manufacturing", "research", "science-and-technology", "security", "society", "sport"),
    *("tourism", "transportation", "welfare"),
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
Country = Annotated[str, Field(pattern=r"^([a-z]{2}|[A-Z]{2})$")]
Words = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


class Organisation(Strict):
    name: Words
    uri: str | None = None


class Audience(Strict):
    scope: list[Scope] = []
    countries: list[Country] = []
    unsupported_countries: list[Country] = []


class Description(Strict):
    localised_name: Words | None = None
    short_description: Annotated[str, Field(min_length=1, max_length=150)]
    long_description: Annotated[str, Field(min_length=150, max_length=10_000)]
    documentation: HttpUrl | None = None
    api_documentation: HttpUrl | None = None
    features: Annotated[list[Words], Field(min_length=1)]
    screenshots: list[str] = []
    videos: list[HttpUrl] = []
    awards: list[Words] = []


class Legal(Strict):
    license: Literal["EUPL-1.2"]
    main_copyright_owner: Words | None = None


class Contact(Strict):
    name: Words
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] | None = None
    affiliation: Words | None = None
    phone: Words | None = None


class Contractor(Strict):
    name: Words
    until: date
    email: str | None = None
    website: HttpUrl | None = None


class Maintenance(Strict):
    type: Literal["internal", "contract", "community", "none"]
    contacts: list[Contact] = []
    contractors: list[Contractor] = []

    @model_validator(mode="after")
    def _whom_to_ask(self):
        if self.type in {"internal", "community"} and not self.contacts:
            raise ValueError("contacts are required")
        if bool(self.contractors) != (self.type == "contract"):
            raise ValueError("contractors belong to the type contract")
        return self


class Localisation(Strict):
    localisation_ready: bool
    available_languages: Annotated[list[Language], Field(min_length=1)]


class Dependency(Strict):
    name: Words
    version: str | None = None
    version_min: str | None = None
    version_max: str | None = None
    optional: bool | None = None


class Dependencies(Strict):
    open: list[Dependency] = []
    proprietary: list[Dependency] = []
    hardware: list[Dependency] = []


class Platforms(Strict):
    spid: bool = False
    cie: bool = False
    anpr: bool = False
    pagopa: bool = False
    io: bool = False


class Italy(Strict):
    country_extension_version: Literal["1.0"]
    piattaforme: Platforms


class PublicCode(Strict):
    publiccode_yml_version: Literal["0.5", "0.5.0"]
    name: Words
    url: HttpUrl
    landing_url: Annotated[HttpUrl | None, Field(alias="landingURL")] = None
    software_version: Words | None = None
    release_date: date | None = None
    platforms: Annotated[list[Words], Field(min_length=1)]
    categories: list[Category] = []
    development_status: Literal["concept", "development", "beta", "stable", "obsolete"]
    software_type: Literal["standalone/web"]
    intended_audience: Audience | None = None
    organisation: Organisation | None = None
    description: dict[Language, Description]
    legal: Legal
    maintenance: Maintenance
    localisation: Localisation
    depends_on: Dependencies | None = None
    italy: Annotated[Italy | None, Field(alias="IT")] = None


def test_publiccode_is_valid():
    paper = PublicCode.model_validate(PAPER)

    assert paper.software_version == PROJECT["version"]
    assert paper.legal.license == PROJECT["license"]
    assert sorted(paper.description) == sorted(paper.localisation.available_languages)


def test_publiccode_names_no_address_that_pretends_to_exist():
    assert PublicCode.model_validate(PAPER).url.host.endswith(".invalid")
    assert "example." not in (ROOT / "publiccode.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        {"categories": ["e-learning"]},
        {"maintenance": {"type": "community"}},
        {"softwareType": "website"},
        {"url": "nowhere"},
        {"legal": {"license": "EUPL"}},
        {"invented": True},
    ],
)
def test_the_rules_refuse_what_the_standard_refuses(wrong):
    with pytest.raises(ValidationError):
        PublicCode.model_validate(PAPER | wrong)
