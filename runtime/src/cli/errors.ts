import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** A setting that the command needs is missing or wrong. */
export class SettingError extends BaseError {
  constructor(setting: string, problem: string, hint: string, cause?: unknown) {
    super(`${setting} ${problem}.`, { code: "SETTING_INVALID", hint, cause });
  }
}

/** The account holds several licenses that would do, or none could be found. */
export class LicenseChoiceError extends BaseError {
  constructor(message: string, hint: string) {
    super(message, { code: "LICENSE_UNCLEAR", hint });
  }
}
