/** What a capsule promised at its registration: its protocol fee, and what it owes by each policy, in bps by name. */
export type Promises = {
  feeBps: bigint;
  absolute?: Readonly<Record<string, bigint>>;
  relative?: Readonly<Record<string, bigint>>;
};

type Holder = { units: bigint; earned: bigint };
type Book = {
  feeBps: bigint;
  absolute: Map<string, bigint>;
  relative: Map<string, bigint>;
  income: bigint;
  feePaid: bigint;
  fromRelative: bigint;
  fromAbsolute: bigint;
  handedOver: Map<string, bigint>;
  divided: bigint;
  holders: Map<string, Holder>;
};

const BPS = 10_000n;
const UNITS = 1_000_000n;
const OWNER = "owner";

/**
 * Who is owed what, worked out from the formulas alone and in the plainest way: every payment is divided among all who
 * share in it as soon as shares move. Written apart from the contracts, which do the same lazily, to check them.
 * Amounts are whole, in the currency's smallest unit.
 *
 * Source: with G the direct income of a capsule, R = G - floor(G * fee), owed to an ABSOLUTE ancestor floor(rate * R),
 * owed to a RELATIVE parent floor(rate * (R + what came from its own RELATIVE children)), net = all it got less all it
 * owes, and a holder of u units earns u / 1,000,000 of what net grew by meanwhile.
 */
export class RoyaltyModel {
  readonly #books = new Map<string, Book>();

  /** A new capsule, all of whose units are the owner's. */
  register(capsule: string, { feeBps, absolute = {}, relative = {} }: Promises): void {
    this.#books.set(capsule, {
      feeBps,
      absolute: new Map(Object.entries(absolute)),
      relative: new Map(Object.entries(relative)),
      ...{ income: 0n, feePaid: 0n, fromRelative: 0n, fromAbsolute: 0n, divided: 0n },
      handedOver: new Map(),
      holders: new Map([[OWNER, { units: UNITS, earned: 0n }]]),
    });
  }

  /** Direct income: a sale less the referrer's share, a tip, a royalty in the inbox. */
  receive(capsule: string, amount: bigint): void {
    this.#book(capsule).income += amount;
  }

  /** Gives units of the owner's to an account, which earns from now on. */
  allocate(capsule: string, account: string, units: bigint): void {
    const book = this.#book(capsule);
    this.#divide(book);
    const owner = this.#holder(book, OWNER);
    if (units > owner.units) throw new RangeError(`${capsule} has no ${units} units to give`);
    owner.units -= units;
    this.#holder(book, account).units += units;
  }

  /** Moves what a capsule owes another one, by both policies. */
  collect(child: string, ancestor: string): bigint {
    const [from, to] = [this.#book(child), this.#book(ancestor)];
    const absolute = this.#due(from, ancestor, "absolute");
    const relative = this.#due(from, ancestor, "relative");
    to.fromAbsolute += absolute;
    to.fromRelative += relative;
    return absolute + relative;
  }

  /** Takes out what an account has earned, or the owner when none is named: whole units, the rest stays its own. */
  claim(capsule: string, account = OWNER): bigint {
    const book = this.#book(capsule);
    this.#divide(book);
    const holder = this.#holder(book, account);
    const amount = holder.earned / UNITS;
    holder.earned -= amount * UNITS;
    return amount;
  }

  /** Takes out the protocol's fee. */
  takeFee(capsule: string): bigint {
    const book = this.#book(capsule);
    const amount = (book.income * book.feeBps) / BPS - book.feePaid;
    book.feePaid += amount;
    return amount;
  }

  #due(book: Book, ancestor: string, policy: "absolute" | "relative"): bigint {
    const base = policy === "absolute" ? direct(book) : direct(book) + book.fromRelative;
    const key = `${policy} ${ancestor}`;
    const before = book.handedOver.get(key) ?? 0n;
    const owed = (base * (book[policy].get(ancestor) ?? 0n)) / BPS;
    book.handedOver.set(key, owed);
    return owed - before;
  }

  /** Gives everyone their part of what net grew by. */
  #divide(book: Book): void {
    const net = direct(book) + book.fromRelative + book.fromAbsolute - owedUpward(book);
    for (const holder of book.holders.values()) holder.earned += (net - book.divided) * holder.units;
    book.divided = net;
  }

  #book(capsule: string): Book {
    const book = this.#books.get(capsule);
    if (book === undefined) throw new RangeError(`the model has no ${capsule}`);
    return book;
  }

  #holder(book: Book, account: string): Holder {
    const holder = book.holders.get(account) ?? { units: 0n, earned: 0n };
    book.holders.set(account, holder);
    return holder;
  }
}

/** R: direct income less the protocol's fee. */
function direct({ income, feeBps }: Book): bigint {
  return income - (income * feeBps) / BPS;
}

/** All that a capsule owes upward, rounded once. */
function owedUpward(book: Book): bigint {
  const [absolute, relative] = [sum(book.absolute), sum(book.relative)];
  return (direct(book) * absolute + (direct(book) + book.fromRelative) * relative) / BPS;
}

function sum(rates: ReadonlyMap<string, bigint>): bigint {
  return [...rates.values()].reduce((total, rate) => total + rate, 0n);
}
