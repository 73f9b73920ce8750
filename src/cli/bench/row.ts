/** One line of the report: how many times longer something takes than something else in the same run. */
export interface Row {
  readonly name: string;
  readonly ratio: number;
  /** What was divided by what. */
  readonly means: string;
  /** Far above what was ever seen: look before releasing. */
  readonly alarming: number;
}
