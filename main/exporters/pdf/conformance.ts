import type { DocumentInfo, RawDocument } from './raw-document.ts';
import { srgbProfile } from './srgb.ts';

const xml = (text: string): string =>
  text
    .replace(/\p{Cc}|\p{Cs}/gu, ' ')
    .replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

/** Describes the one property that PDF/A does not know by itself (ISO 19005-2, 6.6.2.3). */
const PDF_UA_SCHEMA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

/** Makes the document claim PDF/A-2a and PDF/UA-1; what else they ask for is done where pages and structure are written. */
export function claimConformance(doc: RawDocument, info: DocumentInfo): void {
  // pdfkit's own metadata does not escape the title.
  doc.endMetadata = () => writeMetadata(doc, info);
  writeOutputIntent(doc);
}

/** The same as the Info dictionary says, as XMP, and the standards that are claimed. */
function writeMetadata(doc: RawDocument, info: DocumentInfo): void {
  const date = info.createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  const metadata = doc.ref({ Type: 'Metadata', Subtype: 'XML' });
  metadata.compress = false;
  metadata.write(
    new TextEncoder().encode(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(info.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${xml(info.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${xml(info.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>${info.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:CreatorTool>${xml(info.producer)}</xmp:CreatorTool><pdf:Producer>${xml(info.producer)}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
${PDF_UA_SCHEMA}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`),
  );
  metadata.end();
  doc._root.data.Metadata = metadata;
}

/** Says which red, green and blue the numbers of every page mean (ISO 19005-2, 6.2.3). */
function writeOutputIntent(doc: RawDocument): void {
  const profile = doc.ref({ N: 3 });
  profile.write(srgbProfile());
  profile.end();
  doc._root.data.OutputIntents = [
    {
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: new String('sRGB IEC61966-2.1'),
      RegistryName: new String('http://www.color.org'),
      Info: new String('sRGB IEC61966-2.1'),
      DestOutputProfile: profile,
    },
  ];
}
