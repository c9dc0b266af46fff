#!/usr/bin/env node
import { keeperCommand } from "../src/cli/keeper.ts";

await keeperCommand().parseAsync();
