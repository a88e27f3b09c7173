import { betaGeometricModel } from './beta-geometric-model.ts';

/**
 * BG/NBD: purchases at rate λ ~ Gamma(r, α); after each *repeat* purchase the customer leaves with probability
 * p ~ Beta(a, b). A customer without a repeat purchase has had no chance to leave: his P(alive) is exactly 1.
 *
 * Source: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275–284.
 *
 * @example
 * const fit = bgNbd.fit(distinctStatistics(history).statistics);
 * if (fit.ok) bgNbd.expectedPurchases(fit.parameters, 39, { x: 2, tx: 30.43, T: 38.86 }); // 1.226 on CDNOW
 */
export const bgNbd = betaGeometricModel('bg-nbd', 0);
