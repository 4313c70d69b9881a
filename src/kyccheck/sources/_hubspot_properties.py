"""The properties of HubSpot's objects, whatever gave them: today's API, its older ones, or a tool on the way here."""

from __future__ import annotations

from typing import Any

from kyccheck.values.value import as_truth


def properties(tree: dict[str, Any]) -> dict[str, Any]:
    """The properties of an object, without their wrappers: v1's {value: ...}, an ETL tool's prefix."""
    given = tree.get("properties")
    if not isinstance(given, dict):
        given = {key.removeprefix("property_"): value for key, value in tree.items() if not isinstance(value, list)}
    if any(isinstance(value, dict) and "value" in value for value in given.values()):
        return {
            key: value["value"] if isinstance(value, dict) and "value" in value else value
            for key, value in given.items()
        }
    return given


def is_engagement(tree: dict[str, Any]) -> bool:
    """Whether this is what v1 calls an engagement: a note, an e-mail, a call."""
    return isinstance(tree.get("engagement"), dict)


def as_v3(engagement: dict[str, Any]) -> dict[str, Any]:
    """An engagement in today's shape, with all else that it says: what is attached, whether it is archived.

    One that is not active is one that was deleted.
    """
    about, metadata = engagement["engagement"], engagement.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    receivers = metadata.get("to")
    to = [item.get("email") for item in receivers if isinstance(item, dict)] if isinstance(receivers, list) else []
    told = {
        "hs_timestamp": about.get("timestamp"),
        "hs_note_body": metadata.get("body"),
        "hs_email_subject": metadata.get("subject"),
        "hs_email_to_email": "; ".join(str(address) for address in to if address) or None,
        "hs_attachment_ids": engagement.get("attachments"),
    }
    links = engagement.get("associations")
    shape = {"id": about.get("id"), "properties": told, "associations": links if isinstance(links, dict) else {}}
    is_over = {"archived": True} if as_truth(about.get("active")) is False else {}
    return {**engagement, **shape, **is_over}
