import type { Claim, ClaimOwner, ClaimWord, ColumnMapping } from '../../../contract/claims.ts';
import {
  answerIn,
  isProse,
  leavesAnswerOpen,
  readAnswer,
  readAnswerMark,
  readNotApplicable,
  type SheetWords,
  saysNotApplicable,
} from '../cells/values.ts';
import { isDash, isNothing, type Layout, markOf, OWNING, QUESTIONNAIRE } from '../layouts.ts';
import { type GridCell, STRUCK } from '../tables/grid.ts';
import { clip, fold, lastPart } from '../words.ts';

/** What the cells of one row say, before it is known for which controls. */
export interface Fields
  extends Omit<Claim, 'sheet' | 'cell' | 'framework' | 'control' | 'part' | 'label' | 'speaks'> {
  readonly label: string | null;
}
/** A cell of the row under a column, which for a merged area is the area's own. */
export interface FieldCell {
  readonly column: ColumnMapping;
  readonly cell: GridCell;
}
/** A mark below "Answer" is none that can be told. */
const SAYS = /\p{L}.*\p{L}|\d/u;
const BOTH = ['vendor', 'customer'] as const;
const ORDER = ['vendor', 'customer', 'other'] as const;

/** Collects a row's cells; `unread` is called for each that cannot be read. */
export class RowFields {
  private readonly led = new Set<ClaimOwner>();
  /** Cells with a word for an owner, and those with a mark of a party or of several. */
  private readonly leads: GridCell[] = [];
  private readonly marks: { readonly cell: GridCell; readonly owners: readonly ClaimOwner[] }[] = [];
  /** Where the vendor's name should be, another firm is named: the row is about that one. */
  private ofAnother: string | null = null;
  private readonly marked = new Set<ClaimOwner>();
  /** Cells with the name of the party whose column it is, which are marks where no word says whose the row is. */
  private readonly names: FieldCell[] = [];
  /** Cells of parties that cannot be read. */
  private readonly doubted: {
    readonly cell: GridCell;
    readonly owners: readonly ClaimOwner[];
    readonly why: string;
    readonly isWord: boolean;
  }[] = [];
  /** Who answers for it, whoever does it. */
  private readonly answering = new Set<ClaimOwner>();
  private hasLead = false;
  /** Whose it is has a cell that names nobody yet. */
  private undecided = false;
  /** A cell that may say who does it cannot be read. */
  private isUnread = false;
  private answersNothing = false;
  /** A party's own column says "shared"; with whom, the other columns say. */
  private shares = false;
  private na = false;
  /** Cells of parties' own columns, those that say that nothing applies, and whether one is still open. */
  private parts = 0;
  private naParts = 0;
  private open = false;
  private readonly words: string[] = [];
  private readonly status: string[] = [];
  private readonly notes: { heading: string; text: string }[] = [];
  private readonly texts = new Map<string, string[]>();
  private readonly answers: { readonly cell: GridCell; readonly answer: string }[] = [];

  private readonly know: SheetWords;
  private readonly layout: Layout | undefined;
  /** Columns of who answers for it. */
  private readonly accountable: ReadonlySet<number>;
  private readonly unread: (cell: GridCell, why: string, isWord: boolean) => void;
  /** Whether several parties have a column each, so that a name in one of them may be a mark. */
  private readonly hasSides: boolean;

  constructor(
    know: SheetWords,
    layout: Layout | undefined,
    accountable: ReadonlySet<number>,
    unread: (cell: GridCell, why: string, isWord: boolean) => void,
    hasSides: boolean,
  ) {
    this.hasSides = hasSides;
    this.know = know;
    this.layout = layout;
    this.accountable = accountable;
    this.unread = unread;
  }

  /** Takes in one cell; false when it was reported as unread. */
  add({ column, cell }: FieldCell): boolean {
    const { meaning, header } = column;
    if (cell.broken !== null) {
      // What was taken back makes nobody doubt the others.
      if (OWNING.has(meaning) && cell.broken !== STRUCK)
        return this.doubt({ column, cell }, cell.broken, false);
      this.isUnread ||= OWNING.has(meaning);
      return this.refuse(cell, cell.broken);
    }
    const text = cell.text.trim();
    if (text === '') return true;
    switch (meaning) {
      case 'owner':
      case 'inherited':
        return this.addOwner(cell, meaning, column);
      case 'vendor':
      case 'customer':
      case 'other':
      case 'shared':
        return this.addPart({ column, cell }, meaning);
      case 'not-applicable':
        return this.addNotApplicable(cell, header);
      case 'answer': {
        if (answerIn(lastPart(header)) !== null) return this.addAnswerMark(cell, header);
        const answer = readAnswer(text);
        // Some ask for a description, a number or a place, and the answer is one.
        if (!answer && leavesAnswerOpen(text))
          return this.refuse(cell, `"${clip(text, 60)}" leaves open which box under "${header}" is ticked.`);
        if (!answer && (isProse(text) || (this.layout?.id === QUESTIONNAIRE && SAYS.test(text)))) {
          this.put('vendor-text', text);
          return true;
        }
        if (!answer)
          return this.refuse(cell, `"${clip(text, 60)}" is no answer that is known under "${header}".`);
        if (answer.word !== '') this.answers.push({ cell, answer: answer.word });
        this.put('text', answer.rest);
        return true;
      }
      case 'status-mark': {
        const mark = markOf(text);
        if (mark !== 'no')
          this.status.push(mark === null ? `${lastPart(header)}: ${text}` : lastPart(header));
        return true;
      }
      case 'status':
        this.status.push(text);
        return true;
      case 'note':
        this.notes.push({ heading: header, text });
        return true;
      default:
        this.put(meaning, text);
        return true;
    }
  }

  /** To be told of a cell of a party that nobody knows, which says that this party does it. */
  missDoer(): void {
    this.isUnread = true;
  }
  /** A word or letter of a party's that nobody knows, which may be that of whoever does it. */
  private ask(cell: GridCell, why: string): false {
    this.isUnread = true;
    return this.refuse(cell, why, true);
  }
  /** A cell of a party of which it cannot be told whether it does it: what becomes of the row is known once all of it is. */
  private doubt({ cell, column: { meaning } }: FieldCell, why: string, isWord: boolean): false {
    this.isUnread = true;
    const owners = meaning === 'shared' ? BOTH : ORDER.filter((owner) => owner === meaning);
    this.doubted.push({ cell, owners, why, isWord });
    return false;
  }
  private refuse(cell: GridCell, why: string, isWord = false): false {
    this.unread(cell, why, isWord);
    return false;
  }
  private put(key: string, text: string | null): void {
    if (text === null || isDash(text)) return;
    this.texts.set(key, [...(this.texts.get(key) ?? []), text]);
  }
  /** A name or nothing. */
  private named(text: string | null): string | null {
    return text === null || isNothing(text) ? null : text;
  }
  private take(means: ClaimWord, into: Set<ClaimOwner>): void {
    if (means === 'not-applicable') this.na = true;
    else for (const owner of means) into.add(owner);
  }

  private addOwner(
    cell: GridCell,
    meaning: 'owner' | 'inherited',
    { column, header }: ColumnMapping,
  ): boolean {
    const found = this.know[meaning](cell.text);
    if (!found)
      return this.ask(
        cell,
        `"${clip(cell.text.trim(), 60)}" is no word for an owner that is known under "${header}".`,
      );
    this.put('text', found.rest);
    if (this.accountable.has(column)) {
      this.words.push(`${lastPart(header)}: ${found.word}`);
      if (found.means === 'not-applicable') this.answersNothing = true;
      else this.take(found.means, this.answering);
      return true;
    }
    this.hasLead = true;
    this.leads.push(cell);
    this.words.push(found.word);
    this.take(found.means, this.led);
    this.undecided ||= found.means.length === 0 && !isDash(found.word);
    return true;
  }

  private addPart(entry: FieldCell, meaning: 'vendor' | 'customer' | 'other' | 'shared'): boolean {
    const {
      cell,
      column: { header },
    } = entry;
    const part = this.know.part(cell.text, meaning);
    if (part === null || part.mark === 'not') {
      const named = meaning === 'vendor' ? this.know.owner(cell.text) : null;
      if (named?.means !== 'not-applicable' && named?.means.join() === 'other')
        this.ofAnother = named?.word ?? null;
      const slip = this.know.slipIn(cell.text);
      const why =
        slip !== null
          ? `has the letter ${slip}, which is none that is known under`
          : part !== null
            ? 'does not say that the party does it, and makes nobody an owner under'
            : isProse(cell.text)
              ? 'does not say for sure that the party does it, under'
              : 'is no mark and no sentence that is known under';
      const told = `"${clip(cell.text.trim(), 60)}" ${why} "${header}".`;
      // Among the letters of a chart whoever is responsible has one that is known.
      return part === null && slip === null ? this.doubt(entry, told, true) : this.ask(cell, told);
    }
    if (part.isName) {
      this.names.push(entry);
      return true;
    }
    if (part.word !== null) this.words.push(`${lastPart(header)}: ${part.word}`);
    this.put(meaning === 'shared' ? 'text' : `${meaning}-text`, part.rest);
    this.parts += 1;
    if (part.mark === 'no' && part.word !== null && saysNotApplicable(part.word)) this.naParts += 1;
    this.open ||= part.open || part.mark === 'open';
    if (part.mark === 'open') return true;
    const isMark = part.word !== null && part.means === null && part.mark !== 'no' && !part.answers;
    if (isMark) this.marks.push({ cell, owners: meaning === 'shared' ? BOTH : [meaning] });
    if (part.means !== null) this.take(part.means, this.marked);
    else if (meaning === 'shared') {
      if (part.mark !== 'no') this.take(BOTH, this.marked);
    } else if (part.answers) this.answering.add(meaning);
    else if (part.mark !== 'no') {
      this.marked.add(meaning);
      this.shares ||= part.mark === 'both';
    }
    return true;
  }

  /** Beside a word for the owner, or in the only column of a party, its name may say of whom the row is: "Cloud provider | Responsible party", "Vendor | CUEC". */
  private settleNames(): void {
    for (const { cell, column } of this.names) {
      const word = cell.text.trim();
      if (this.hasLead || !this.hasSides)
        this.ask(cell, `"${clip(word, 60)}" is no mark that is known under "${column.header}".`);
      else {
        this.words.push(`${lastPart(column.header)}: ${word}`);
        this.parts += 1;
        for (const owner of ORDER.filter((each) => each === column.meaning)) this.marked.add(owner);
      }
    }
  }

  /** The mark in a column of its own for each answer; which of them is given is known once the row is. */
  private addAnswerMark(cell: GridCell, header: string): boolean {
    const found = readAnswerMark(cell.text, lastPart(header));
    if (!found)
      return this.refuse(
        cell,
        `"${clip(cell.text.trim(), 60)}" is no mark of the answer "${clip(lastPart(header), 60)}".`,
      );
    this.put('text', found.rest);
    if (found.marked) this.answers.push({ cell, answer: lastPart(header) });
    return true;
  }
  /** Of two different answers none is given: which is meant is for a person to say. */
  private settleAnswers(): void {
    const [first, ...more] = this.answers;
    if (first === undefined) return;
    if (more.some(({ answer }) => fold(answer) !== fold(first.answer)))
      for (const { cell, answer } of this.answers)
        this.refuse(cell, `Its row has more than one answer, "${clip(answer, 60)}" and another.`);
    else {
      this.status.push(first.answer);
      this.na ||= answerIn(first.answer) === 'not-applicable';
    }
  }

  /**
   * Where the cell of one party cannot be read, the other is not the only owner: the row has none until somebody gives the cell a meaning. A word for the owner of the row
   * says it, whatever stands there.
   */
  private settleDoubts(doing: ReadonlySet<ClaimOwner>): boolean {
    const isOpen =
      !this.hasLead &&
      doing.size === 1 &&
      this.doubted.some(({ owners }) => owners.some((owner) => !doing.has(owner)));
    for (const { cell, why, isWord } of this.doubted)
      this.refuse(cell, isOpen ? `${why} Until it is known, its row has no owner.` : why, isWord);
    return isOpen;
  }

  /** A word for an owner and marks of others alone contradict each other, and a row about another firm says nothing of the vendor's: neither is guessed. */
  private settleLeads(): void {
    const marked = this.marks.flatMap(({ owners }) => owners);
    // A cloud beneath the vendor and the vendor itself may be called by one word.
    const led = new Set([...this.led].map(isCustomer));
    const isContradicted =
      led.size > 0 && marked.length > 0 && !marked.some((owner) => led.has(isCustomer(owner)));
    if (this.leads.length === 0 || (!isContradicted && this.ofAnother === null)) return;
    const why =
      this.ofAnother === null
        ? 'Its row has a word for one owner and the mark of another.'
        : `Its row is about "${clip(this.ofAnother, 60)}", and not about the vendor.`;
    for (const cell of [...this.leads, ...this.marks.map((mark) => mark.cell)]) this.refuse(cell, why);
    this.led.clear();
    this.marked.clear();
    this.isUnread = true;
  }

  private addNotApplicable(cell: GridCell, header: string): boolean {
    const found = readNotApplicable(cell.text, lastPart(header));
    if (!found)
      return this.refuse(cell, `"${clip(cell.text.trim(), 60)}" is no mark that is known under "${header}".`);
    this.put('text', found.rest);
    if (found.applies) return true;
    this.na = true;
    if (found.word !== null) this.words.push(lastPart(header));
    return true;
  }

  /** A word for the owner leads; marks of the parties speak where there is none. */
  result(): Fields {
    this.settleAnswers();
    this.settleNames();
    this.settleLeads();
    // Where no other column names whom it is shared with, it is the two that a matrix is between.
    if (this.shares && this.marked.size === 1) {
      this.marked.add(this.marked.has('vendor') ? 'customer' : 'vendor');
    }
    // Where a party's part is not settled, the marks of the others do not say who owns it.
    const open = this.hasLead ? this.undecided : this.open;
    const isDoubted = this.settleDoubts(this.marked);
    const doing = this.hasLead ? this.led : open || isDoubted ? new Set<ClaimOwner>() : this.marked;
    // Who does it owns it. Who answers for it is told in the words, and does it where the row names nobody else and leaves nobody open.
    const isSaid = doing.size > 0 || open || this.na || this.isUnread;
    const owners = new Set(isSaid ? doing : this.answering);
    if (this.answersNothing && owners.size === 0) this.na = true;
    // One N/A may be meant for that party alone.
    if (!this.hasLead && this.naParts === this.parts && this.parts > 1) this.na = true;
    if (owners.size === 0 && !this.na && !this.hasLead)
      for (const owner of this.layout?.always ?? []) owners.add(owner);
    const text = (key: string) => this.texts.get(key)?.join('\n\n') ?? null;
    return {
      title: text('title'),
      label: this.named(text('label')),
      owners: ORDER.filter((owner) => owners.has(owner)),
      notApplicable: this.na,
      words: this.words,
      status: this.status,
      vendorText: text('vendor-text'),
      customerText: text('customer-text'),
      otherText: text('other-text'),
      text: text('text'),
      notes: this.notes,
    };
  }
}
const isCustomer = (owner: ClaimOwner): boolean => owner === 'customer';
