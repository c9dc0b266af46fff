import type { Display } from "./display.ts";
import type { DemoResult } from "./runDemo.ts";

/** The tables at the end: what was checked, what it cost, and who has what. */
export function summary(display: Display, result: DemoResult): void {
  const { claims, transactions, balances, payments, seconds } = result;
  display.table(
    "Checked",
    claims.map(({ title, detail }) => ["✓", title, detail]),
  );
  display.table(
    "Gas",
    transactions.map(({ title, gasUsed, hash }) => [title, gasUsed.toLocaleString("en"), hash]),
  );
  display.table("Balances of the first sale, in wei", [
    ["", "before", "after", "gas paid", "gained besides"],
    ...balances.map(({ account, before, after, gas }) => [
      account,
      ...[before, after, gas, after - before + gas].map((wei) => wei.toLocaleString("en")),
    ]),
  ]);
  display.table("Payments to everyone who shares in it, in wei", [
    ["", "as", "owed by the formulas", "paid"],
    ...payments.map(({ party, of, owed, paid }) => [party, of, ...[owed, paid].map((wei) => wei.toLocaleString("en"))]),
  ]);
  display.say("");
  display.say(`${claims.length} claims were checked and hold; ${seconds.toFixed(1)} seconds.`);
}
