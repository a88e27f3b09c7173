import { betaGeometricModel } from './beta-geometric-model.ts';

/**
 * MBG/NBD: as BG/NBD, but the customer may also leave right after the first purchase, so that P(alive) of one-time
 * buyers falls with time too.
 *
 * Source: Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3), 201–209.
 *
 * @example
 * const fit = mbgNbd.fit(distinctStatistics(history).statistics);
 * if (fit.ok) mbgNbd.pAlive(fit.parameters, { x: 0, tx: 0, T: 38.86 });
 */
export const mbgNbd = betaGeometricModel('mbg-nbd', 1);
