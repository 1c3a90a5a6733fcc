import type { ExampleFile } from '../../example.ts';
import { GUARDDUTY_PNG } from './guardduty-png.ts';

// One page in plain ASCII; the offsets at its end count bytes, so a changed word needs new ones.
const SOC2_PDF = `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>
endobj
4 0 obj
<< /Length 933 >>
stream
BT
/F2 20 Tf
72 740 Td
(EXAMPLE - not an AWS document) Tj
/F1 11 Tf
0 -40 Td
16 TL
(This page stands in for the SOC 2 Type II report that a customer) Tj T*
(downloads from AWS Artifact. It was made for the example workbook of Demarc.) Tj T*
() Tj T*
(Service organisation:   Amazon Web Services \\(placeholder\\)) Tj T*
(Kind of report:            SOC 2 Type II) Tj T*
(Period:                       1 October 2025 to 30 September 2026) Tj T*
(Auditor:                      none, nobody audited anything for this page) Tj T*
() Tj T*
(In the real report the reader looks at) Tj T*
(   - the period and the services that it covers,) Tj T*
(   - the opinion of the auditor and the exceptions,) Tj T*
(   - the controls that AWS expects of its customers.) Tj T*
() Tj T*
(A report may not be passed on: keep a reference to it where the) Tj T*
(agreement with AWS does not allow a copy.) Tj T*
ET
q 0.75 0.1 0.1 RG 3 w 60 60 475 722 re S Q
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
endobj
6 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>
endobj
7 0 obj
<< /Title (EXAMPLE - not an AWS document) >>
endobj
xref
0 8
0000000000 65535 f 
0000000009 00000 n 
0000000072 00000 n 
0000000129 00000 n 
0000000265 00000 n 
0000001249 00000 n 
0000001319 00000 n 
0000001394 00000 n 
trailer
<< /Size 8 /Root 1 0 R /Info 7 0 R >>
startxref
1454
%%EOF
`;

const BRIDGE_LETTER = `EXAMPLE - not an AWS document

To the customers of Amazon Web Services                                                 5 October 2026

Bridge letter to the SOC 2 Type II report for 1 October 2025 to 30 September 2026

This placeholder says what such a letter says: since the end of the period of the report, up to the end of
December 2026, the provider knows of no change to its controls that would have changed the opinion of its auditor.
It is no substitute for the next report.
`;

const ISO_CERTIFICATE = `# EXAMPLE - not a certificate

Stands in for the ISO/IEC 27001:2022 certificate of the provider, as found in AWS Artifact.

| | |
| --- | --- |
| holder | Amazon Web Services (placeholder) |
| standard | ISO/IEC 27001:2022 |
| valid from | 1 February 2024 |
| valid until | 31 January 2027 |
| certified by | nobody |
| statement of applicability | version of 2026, seen on 20 November 2026 |
`;

/** Stand-ins for what a provider publishes, and a picture of a console page. */
export const providerFiles = {
  soc2: {
    name: 'EXAMPLE-aws-soc2-type2-2026.pdf',
    mediaType: 'application/pdf',
    content: Buffer.from(SOC2_PDF, 'latin1'),
  },
  bridgeLetter: {
    name: 'EXAMPLE-aws-bridge-letter-2026-q4.txt',
    mediaType: 'text/plain',
    content: BRIDGE_LETTER,
  },
  isoCertificate: { name: 'EXAMPLE-aws-iso-27001.md', mediaType: 'text/markdown', content: ISO_CERTIFICATE },
  guardduty: {
    name: 'guardduty-coverage-2026-11-10.png',
    mediaType: 'image/png',
    content: Buffer.from(GUARDDUTY_PNG, 'base64'),
  },
} satisfies Record<string, ExampleFile>;
