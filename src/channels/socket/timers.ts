export type Cancel = () => void;

/** "Do this later", handed in so that a drill of an hour takes no hour. Milliseconds. */
export interface Timers {
  after(milliseconds: number, job: () => void): Cancel;
}

export const systemTimers: Timers = {
  after(milliseconds, job) {
    const timer = setTimeout(job, milliseconds);
    return () => clearTimeout(timer);
  },
};
