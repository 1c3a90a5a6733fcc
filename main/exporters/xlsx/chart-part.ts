import type { OwnershipStyle } from '../../domain/duties/ownership.ts';
import { escapeCellText } from './cells.ts';

/** How the shapes of a series are filled; a pattern beside the colour, for grey prints and for who sees no colours. */
export interface ChartFill {
  readonly fill: string;
  readonly ink: string;
  readonly pattern: OwnershipStyle['pattern'];
}
/** Cells of one row or column, by their address with the sheet, and what they say. */
export interface ChartCells<T> {
  readonly area: string;
  readonly values: readonly T[];
}
export interface ChartSeries {
  readonly name: ChartCells<string>;
  readonly values: ChartCells<number>;
  /** One fill for the series, or one for each of its bars. */
  readonly fills: readonly ChartFill[];
}
export interface BarChart {
  readonly title: string;
  /** What a reader who does not see it is told. */
  readonly description: string;
  readonly categories: ChartCells<string>;
  readonly series: readonly ChartSeries[];
  /** Bars of the same length, divided by the series; else one bar for each value, with its number. */
  readonly divided: boolean;
  /** Cells, from 0, from the top left one to the bottom right one that it reaches into. */
  readonly place: {
    readonly from: readonly [column: number, row: number];
    readonly to: readonly [column: number, row: number];
  };
}

const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const INK = '1F2933';
const RULE = 'C9D0D8';

const attribute = (text: string): string =>
  escapeCellText(text).replaceAll('"', '&quot;').replaceAll('\n', ' ');
const rgb = (color: string): string => `<a:srgbClr val="${color.replace('#', '')}"/>`;
const solid = (color: string): string => `<a:solidFill>${rgb(color)}</a:solidFill>`;
const PATTERNS: Readonly<Record<OwnershipStyle['pattern'], string | null>> = {
  solid: null,
  none: null,
  diagonal: 'ltUpDiag',
  dots: 'dotGrid',
  grid: 'smGrid',
  vertical: 'ltVert',
  cross: 'diagCross',
};
/** The lines of a pattern are soft, so that the colour stays what one sees first; no transparency, which not every program draws. */
function faint(fill: string, ink: string): string {
  const part = (color: string, at: number) => Number.parseInt(color.replace('#', '').slice(at, at + 2), 16);
  const mixed = [0, 2, 4].map((at) => Math.round(part(fill, at) * 0.7 + part(ink, at) * 0.3));
  return mixed
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

function shape({ fill, ink, pattern }: ChartFill): string {
  const preset = PATTERNS[pattern];
  const inside =
    preset === null
      ? solid(fill)
      : `<a:pattFill prst="${preset}"><a:fgClr>${rgb(faint(fill, ink))}</a:fgClr><a:bgClr>${rgb(fill)}</a:bgClr></a:pattFill>`;
  return `<c:spPr>${inside}<a:ln w="6350">${solid('7B8794')}</a:ln></c:spPr>`;
}

const texts = ({ area, values }: ChartCells<string>): string =>
  `<c:strRef><c:f>${escapeCellText(area)}</c:f><c:strCache><c:ptCount val="${values.length}"/>${values
    .map((text, index) => `<c:pt idx="${index}"><c:v>${escapeCellText(text)}</c:v></c:pt>`)
    .join('')}</c:strCache></c:strRef>`;
const numbers = ({ area, values }: ChartCells<number>): string =>
  `<c:numRef><c:f>${escapeCellText(area)}</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="${values.length}"/>${values
    .map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`)
    .join('')}</c:numCache></c:numRef>`;

const textLook = (size: number, bold = false): string =>
  `<a:defRPr sz="${size}" b="${bold ? 1 : 0}">${solid(INK)}<a:latin typeface="Calibri"/></a:defRPr>`;
const textOf = (size: number): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${textLook(size)}</a:pPr><a:endParaRPr lang="en"/></a:p></c:txPr>`;

function seriesXml(series: ChartSeries, index: number, chart: BarChart): string {
  const [first] = series.fills;
  const points =
    series.fills.length === 1
      ? ''
      : series.fills
          .map(
            (fill, point) =>
              `<c:dPt><c:idx val="${point}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>${shape(fill)}</c:dPt>`,
          )
          .join('');
  const labels = chart.divided
    ? ''
    : `<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textOf(900)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${texts(series.name)}</c:tx>${first ? shape(first) : ''}<c:invertIfNegative val="0"/>${points}${labels}<c:cat>${texts(chart.categories)}</c:cat><c:val>${numbers(series.values)}</c:val></c:ser>`;
}

/** XML of a chart with its bars from left to right, the first on top, on white with dark text whatever the theme. */
export function chartXml(chart: BarChart): string {
  const line = `<a:ln w="6350">${solid(RULE)}</a:ln>`;
  const axes =
    `<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${line}</c:spPr>${textOf(900)}<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>` +
    `<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="${chart.divided ? 0 : 1}"/><c:axPos val="b"/>${chart.divided ? `<c:majorGridlines><c:spPr>${line}</c:spPr></c:majorGridlines>` : ''}<c:numFmt formatCode="${chart.divided ? '0%' : '#,##0'}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>${line}</c:spPr>${textOf(900)}<c:crossAx val="1001"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>`;
  const bars = `<c:barChart><c:barDir val="bar"/><c:grouping val="${chart.divided ? 'percentStacked' : 'clustered'}"/><c:varyColors val="0"/>${chart.series.map((series, index) => seriesXml(series, index, chart)).join('')}<c:gapWidth val="40"/>${chart.divided ? '<c:overlap val="100"/>' : ''}<c:axId val="1001"/><c:axId val="1002"/></c:barChart>`;
  const title = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${textLook(1100, true)}</a:pPr><a:r><a:rPr lang="en" sz="1100" b="1">${solid(INK)}<a:latin typeface="Calibri"/></a:rPr><a:t>${escapeCellText(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const legend = chart.divided
    ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textOf(900)}</c:legend>`
    : '';
  return `${HEAD}<c:chartSpace xmlns:c="${CHART}" xmlns:a="${MAIN}" xmlns:r="${RELATIONS}"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>${title}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${bars}${axes}<c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr>${solid('FFFFFF')}${line}</c:spPr></c:chartSpace>`;
}

/** XML of the drawing that places charts on a sheet; the relationship of each is `rId` and its number. */
export function drawingXml(charts: readonly BarChart[]): string {
  const corner = (name: string, [column, row]: readonly [number, number]) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const anchors = charts.map(
    ({ title, description, place }, index) =>
      `<xdr:twoCellAnchor editAs="oneCell">${corner('from', place.from)}${corner('to', place.to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="${attribute(title)}" descr="${attribute(description)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" r:id="rId${index + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
  );
  return `${HEAD}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${MAIN}" xmlns:r="${RELATIONS}">${anchors.join('')}</xdr:wsDr>`;
}

/** XML of the relationships of a drawing to the parts of its charts. */
export const drawingRelations = (paths: readonly string[]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${paths
    .map(
      (path, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/chart" Target="../${path}"/>`,
    )
    .join('')}</Relationships>`;
