/** What long work tells about itself; a terminal, a job row or nobody listens. */
export interface Progress {
  /** A stage begins. `total` is in rows where it is known. */
  stage(name: string, total?: number): void;
  advance(done: number): void;
  done(): void;
}

export const SILENT: Progress = { stage: () => {}, advance: () => {}, done: () => {} };
