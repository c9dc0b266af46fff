import { type Document, type Row, table } from "./document.ts";
import type { Simulation } from "./facts.ts";
import { checks, differences } from "./tables.ts";

/** What was seen when the proposal was tried on a copy of the chain. */
export function simulationSections({
  steps,
  events,
  balances,
  answers,
  checks: checked,
}: Simulation): Document["sections"] {
  const gas = steps.map(({ name, gasUsed }): Row => ({ cells: [name, String(gasUsed)] }));
  const moved = balances.map(({ during, name, before, after }): Row => ({ cells: [during, name, before, after] }));
  return [
    { title: "Simulation", blocks: [table(["step", "gas"], gas, "No step was taken."), checks(checked)] },
    {
      title: "Events of the execution",
      blocks: [
        table(
          ["event"],
          events.map((event) => ({ cells: [event] })),
          "None.",
        ),
      ],
    },
    { title: "Balances", blocks: [table(["during", "of", "before", "after"], moved, "No balance changed.")] },
    {
      title: "Answers that changed",
      blocks: [differences("view", answers, "Every view answers as before.")],
    },
  ];
}
