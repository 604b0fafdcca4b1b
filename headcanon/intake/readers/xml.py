"""XML from files that anybody may have made: no entities, no DTD, nothing fetched, no depth without end."""

from lxml import etree

from headcanon.intake.readers.unreadable import Unreadable


def parse_xml(data, name):
    """The root element of these bytes. Raises Unreadable if they are no XML, or such as is built to do harm."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{name} is damaged: it was cut short or changed. Look for a complete copy.") from error
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(definitions.iterentities()):
        raise Unreadable(f"{name} defines words of its own (entities), as files built to do harm do. It was not read.")
    return root
