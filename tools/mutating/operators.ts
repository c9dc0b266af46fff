// The small faults that are planted into contracts, one at a time. Operators are those that mutation testing of other
// languages has settled on (Jia and Harman, "An Analysis and Survey of the Development of Mutation Testing", 2011),
// with Solidity's own: guards, modifiers, events.
import { type AstNode, type Range, rangeOf } from "../solidity/ast.ts";

export const OPERATORS = {
  relational: "a comparison takes in, or leaves out, its bound, or turns round",
  arithmetic: "an operation becomes its inverse",
  logical: "and becomes or, a negation falls away",
  bitwise: "a bit operation becomes its opposite",
  constant: "a number is one more, true is false",
  guard: "a check that reverts never does",
  branch: "a condition always holds, or never",
  modifier: "a modifier is forgotten",
  assignment: "a value is added to where it was taken away, or replaces what was there",
  statement: "a call, an assignment or a deletion does not happen",
  event: "an event is not emitted",
} as const;

export type Operator = keyof typeof OPERATORS;

/** One change of a source text. */
export type Change = Range & { operator: Operator; replacement: string };

type Text = (range: Range) => string;

const SWAPS: Readonly<Record<string, readonly [Operator, ...string[]]>> = {
  "<": ["relational", "<=", ">="],
  "<=": ["relational", "<", ">"],
  ">": ["relational", ">=", "<="],
  ">=": ["relational", ">", "<"],
  "==": ["relational", "!="],
  "!=": ["relational", "=="],
  "+": ["arithmetic", "-"],
  "-": ["arithmetic", "+"],
  "*": ["arithmetic", "/"],
  "/": ["arithmetic", "*"],
  "%": ["arithmetic", "*"],
  "**": ["arithmetic", "*"],
  "&&": ["logical", "||"],
  "||": ["logical", "&&"],
  "&": ["bitwise", "|"],
  "|": ["bitwise", "&"],
  "<<": ["bitwise", ">>"],
  ">>": ["bitwise", "<<"],
};

const ASSIGNMENTS: Readonly<Record<string, readonly string[]>> = {
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "|=": ["="],
};

/** Every change that a node offers by itself. */
export function changesOf(node: AstNode, text: Text): Change[] {
  switch (node.nodeType) {
    case "BinaryOperation":
      return swapped(node, text);
    case "UnaryOperation":
      return unary(node, text);
    case "Literal":
      return literal(node);
    case "Conditional":
      return conditional(node, text);
    case "IfStatement":
      return condition(node);
    case "ModifierInvocation":
      return node.kind === "modifierInvocation" ? [{ ...rangeOf(node), operator: "modifier", replacement: "" }] : [];
    case "Assignment":
      return assignment(node, text);
    case "ExpressionStatement":
      return deletion(node, "statement", text);
    case "EmitStatement":
      return deletion(node, "event", text);
    default:
      return [];
  }
}

/** The operator stands between the operands, with nothing but spaces, brackets and comments beside it. */
function operatorRange(left: AstNode, right: AstNode, operator: string, text: Text): Range | undefined {
  const between = { start: rangeOf(left).end, end: rangeOf(right).start };
  const at = Buffer.from(text(between)).indexOf(operator);
  return at === -1 ? undefined : { start: between.start + at, end: between.start + at + operator.length };
}

function swapped({ operator = "", leftExpression, rightExpression }: AstNode, text: Text): Change[] {
  const [kind, ...replacements] = SWAPS[operator] ?? [];
  if (kind === undefined || leftExpression === undefined || rightExpression === undefined) return [];
  const range = operatorRange(leftExpression, rightExpression, operator, text);
  return range === undefined ? [] : replacements.map((replacement) => ({ ...range, operator: kind, replacement }));
}

function unary(node: AstNode, text: Text): Change[] {
  const { operator, subExpression } = node;
  if (subExpression === undefined) return [];
  const operand = text(rangeOf(subExpression));
  if (operator === "!") return [{ ...rangeOf(node), operator: "logical", replacement: operand }];
  if (operator !== "++" && operator !== "--") return [];
  const other = operator === "++" ? "--" : "++";
  const replacement = node.prefix === true ? `${other}${operand}` : `${operand}${other}`;
  return [{ ...rangeOf(node), operator: "arithmetic", replacement }];
}

/** Addresses and hashes are written in hexadecimal: there is no "one more" of them. */
function literal(node: AstNode): Change[] {
  const { kind, value = "" } = node;
  if (kind === "bool") {
    return [{ ...rangeOf(node), operator: "constant", replacement: value === "true" ? "false" : "true" }];
  }
  if (kind !== "number" || !/^[\d_]+$/.test(value)) return [];
  const more = BigInt(value.replaceAll("_", "")) + 1n;
  const range = rangeOf(node);
  // A unit (days, ether) belongs to the literal.
  return [{ start: range.start, end: range.start + value.length, operator: "constant", replacement: `${more}` }];
}

function conditional(node: AstNode, text: Text): Change[] {
  const { condition: asked, trueExpression, falseExpression } = node;
  if (asked === undefined || trueExpression === undefined || falseExpression === undefined) return [];
  const [one, other] = [text(rangeOf(trueExpression)), text(rangeOf(falseExpression))];
  return [
    { ...rangeOf(node), operator: "branch", replacement: `(${one})` },
    { ...rangeOf(node), operator: "branch", replacement: `(${other})` },
  ];
}

/** A guard that always reverts is found by every test: only its absence is worth a try. */
function condition({ condition: asked, trueBody, falseBody }: AstNode): Change[] {
  if (asked === undefined || trueBody === undefined) return [];
  const range = rangeOf(asked);
  if (isRevert(trueBody) && !falseBody) return [{ ...range, operator: "guard", replacement: "false" }];
  return ["true", "false"].map((replacement) => ({ ...range, operator: "branch", replacement }));
}

function isRevert(body: AstNode): boolean {
  const [only, ...rest] = body.nodeType === "Block" ? (body.statements ?? []) : [body];
  return rest.length === 0 && only?.nodeType === "RevertStatement";
}

function assignment({ operator = "", leftHandSide, rightHandSide }: AstNode, text: Text): Change[] {
  if (leftHandSide === undefined || rightHandSide === undefined) return [];
  const range = operatorRange(leftHandSide, rightHandSide, operator, text);
  if (range === undefined) return [];
  return (ASSIGNMENTS[operator] ?? []).map((replacement) => ({ ...range, operator: "assignment", replacement }));
}

/** The compiler's range of a statement ends before its semicolon; the step of a loop has none, and the loop needs it. */
function deletion(node: AstNode, operator: Operator, text: Text): Change[] {
  const kind = (node.expression ?? node).nodeType;
  const isEffect = ["FunctionCall", "Assignment", "UnaryOperation", "EmitStatement"].includes(kind);
  const { start, end } = rangeOf(node);
  if (!isEffect || text({ start: end, end: end + 1 }) !== ";") return [];
  return [{ start, end: end + 1, operator, replacement: "{ }" }];
}
