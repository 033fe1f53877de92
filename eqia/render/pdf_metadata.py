"""What a finished PDF says of itself: that it is PDF/UA-1 beside PDF/A-3a."""

from __future__ import annotations

from typing import Any, Final

from eqia.render.pdf_tree import EngineChanged

_UA: Final = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END: Final = b"</rdf:RDF>"


def add_ua_identifier(pdf: Any) -> None:
    """Say in the file's XMP metadata that it is PDF/UA-1 too (ISO 14289-1, 5), with the schema that PDF/A asks for.

    WeasyPrint writes one standard a file (issue 2783). The packet stays uncompressed, as PDF/A-3 demands
    (ISO 19005-3, 6.6.2.1).
    """
    packet = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    text = b"".join(packet.stream)
    if text.count(_END) != 1:
        raise EngineChanged("its metadata have another shape")
    packet.stream = [text.replace(_END, _UA + _END)]
    packet.compress = False
