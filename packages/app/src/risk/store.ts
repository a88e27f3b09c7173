import type { Facts } from '../platform/facts.ts';
import type { RiskSummary } from './contract.ts';

interface EpisodeRow {
  readonly losses: number;
  readonly returns: number;
  readonly lost_again: number;
  readonly silence: number | null;
}

/** Losses open an episode, returns close it and open a new life. */
export async function readEpisodes(facts: Facts): Promise<RiskSummary['episodes']> {
  const [row] = await facts.rows<EpisodeRow>(
    `SELECT count(lost_day)::INTEGER AS losses, count(*) FILTER (life > 1)::INTEGER AS returns,
       count(lost_day) FILTER (life > 1)::INTEGER AS lost_again,
       (SELECT median(later.start_day - earlier.last_day)::DOUBLE
        FROM lives AS later JOIN lives AS earlier
          ON earlier.customer_key = later.customer_key AND earlier.life = later.life - 1
        WHERE later.life > 1) AS silence
     FROM lives`,
  );
  return {
    losses: row?.losses ?? 0,
    returns: row?.returns ?? 0,
    lostAgain: row?.lost_again ?? 0,
    medianSilenceBeforeReturnDays: row?.silence ?? null,
  };
}
