import type { ACTIONS, CustomerDecisions, PlanSummary, RULES, TIERS } from '../src/decide/contract.ts';
import type { ImportSummary } from '../src/ingest/contract.ts';
import type { CustomerValues, SecondLifeGrade, ValueSummary } from '../src/value/contract.ts';

/** The sections of an invented summary that no later code computes; the figures only have to look like real ones. */

export function importSummaryOf(
  ids: readonly string[],
  values: CustomerValues,
  period: ImportSummary['period'],
): ImportSummary {
  const order = [...ids.keys()].sort((a, b) => (values.totalRevenue[b] ?? 0) - (values.totalRevenue[a] ?? 0));
  const revenue = values.totalRevenue.reduce((sum, value) => sum + value, 0);
  const shareOf = (count: number) =>
    order.slice(0, count).reduce((sum, key) => sum + (values.totalRevenue[key] ?? 0), 0) / revenue;
  return {
    reconciliation: { read: 12_940, used: 12_120, netted: 310, rejected: 510 },
    rejectedBy: [
      { reason: 'no_customer', field: 'customer_id', rows: 400 },
      { reason: 'bad_date', field: 'order_date', rows: 110 },
    ],
    files: [
      {
        name: 'orders <2024> & "more".csv',
        format: 'csv',
        encoding: 'utf-8',
        delimiter: ',',
        compressed: false,
        rows: 12_940,
        columns: [
          { field: 'customer_id', column: 'CustomerID', how: 'heading' },
          { field: 'order_date', column: 'InvoiceDate', how: 'heading' },
        ],
        ignoredColumns: ['Notes'],
        dateFormat: 'YYYY-MM-DD',
      },
    ],
    level: 'line',
    period,
    currency: 'GBP',
    margin: { source: 'rate', rate: 0.3 },
    quality: {
      customers: ids.length,
      orders: 8200,
      purchaseDays: 7900,
      oneTimeBuyers: values.x.filter((x) => x === 0).length,
      countries: 3,
      revenue,
      returned: revenue * 0.02,
      returnsWithoutPurchase: 12,
      repeatedLines: 41,
      longestGapDays: 9,
      gaps: [{ from: '2023-12-24', to: '2024-01-01', days: 9 }],
      outliers: [{ customerId: ids[order[0] ?? 0] ?? '', day: '2023-05-05', revenue: 9800, timesMedian: 61 }],
      concentration: Array.from({ length: 21 }, (_, step) => ({
        customerShare: step / 20,
        revenueShare: shareOf(Math.round((step / 20) * ids.length)),
      })),
      largest: order.slice(0, 10).map((key) => ({
        customerId: ids[key] ?? '',
        revenue: values.totalRevenue[key] ?? 0,
        share: (values.totalRevenue[key] ?? 0) / revenue,
      })),
    },
    counts: {},
    findings: [],
  };
}

const MODELS = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'naive-rate'] as const;

function gradeOf(cut: string): SecondLifeGrade {
  const methods = ['second life', 'first life continued', 'average of all returners'] as const;
  const fifths = [20, 45, 80, 130, 260];
  return {
    cut,
    horizonDays: 180,
    lostAtCut: 240,
    returned: 41,
    returnChance: {
      auc: 0.71,
      predictedMean: 0.18,
      actualMean: 0.171,
      calibration: [0.05, 0.1, 0.17, 0.24, 0.35].map((predicted, i) => ({
        predicted,
        actual: predicted + [0.01, -0.02, 0.01, 0.03, -0.04][i],
        customers: 48,
      })),
    },
    value: methods.map((method, m) => ({
      method,
      mae: [61.2, 74.9, 88.1][m] ?? null,
      bias: [0.03, 0.41, -0.02][m] ?? null,
      rankCorrelation: m === 2 ? null : 0.52 - m * 0.1,
      fifths: fifths.map((predicted) => ({
        predicted: m === 2 ? 107 : predicted * (1 + 0.4 * m),
        actual: predicted * 1.05,
        customers: 8,
      })),
    })),
    interval: { nominal: 0.95, covered: 0.93, returners: 41 },
    chosen: 'second life',
    verdict: { code: 'second_life_better', values: { returners: 41 } },
  };
}

export function valueSummaryOf(customerAsset: number): ValueSummary {
  const perModel = (base: number) => Object.fromEntries(MODELS.map((model, i) => [model, base * (1 + i * 0.06)]));
  const fit = {
    model: 'bg-nbd',
    parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    standardErrors: { r: 0.0126, alpha: 0.378, a: 0.186, b: null },
    logLikelihood: -9582.43,
    customers: 600,
    distinct: 580,
    findings: [],
  };
  return {
    horizonDays: 365,
    unit: 'day',
    discountRate: 0.1,
    rung: 'full model',
    chosenModel: 'mbg-nbd',
    fits: MODELS.slice(0, 3).map((model) => ({ ...fit, model })),
    spend: { ...fit, model: 'gamma-gamma', parameters: { p: 6.25, q: 3.74, gamma: 15.4 }, standardErrors: null },
    rhythm: null,
    backTest: {
      from: '2023-12-17',
      to: '2024-03-16',
      days: 90,
      customers: 520,
      actualPurchases: 611,
      models: MODELS.map((model, i) => ({
        model,
        mae: 0.71 + i * 0.03,
        rmse: 1.4 + i * 0.05,
        bias: [-0.04, -0.03, 0.02, 0.19][i] ?? null,
        auc: i === 3 ? null : 0.78,
        deviance: 1.1 + i * 0.04,
      })),
      calibration: ['0', '1', '2', '3', '4', '5', '6', '7+'].map((x, i) => ({
        x,
        customers: 200 - i * 22,
        actualMean: 0.2 + i * 0.31,
        predictedMean: perModel(0.22 + i * 0.29),
      })),
      chosen: 'mbg-nbd',
      verdict: {
        code: 'model_better',
        values: { model: 'mbg-nbd', mae: 0.74, naiveMae: 0.8, rmse: 1.45, naiveRmse: 1.55 },
      },
    },
    secondLife: {
      rung: 'second lives',
      secondLives: 34,
      factor: null,
      grades: [gradeOf('2023-03-17'), gradeOf('2023-09-17')],
      findings: [],
    },
    customerAsset,
    findings: [],
  };
}

interface Lists {
  readonly ACTIONS: typeof ACTIONS;
  readonly RULES: typeof RULES;
  readonly TIERS: typeof TIERS;
}

export function planSummaryOf(decisions: CustomerDecisions, sltv: Float64Array, lists: Lists): PlanSummary {
  const keys = [...decisions.rule.keys()];
  const where = (column: ArrayLike<number>, code: number) => keys.filter((key) => column[key] === code);
  const sum = (column: ArrayLike<number>, of: readonly number[]) =>
    of.reduce((total, key) => total + (column[key] ?? 0), 0);
  const chosen = where(decisions.rule, lists.RULES.indexOf('chosen'));
  const held = where(decisions.rule, lists.RULES.indexOf('held_for_control'));
  const gain = sum(decisions.delta, chosen);
  const cost = sum(decisions.cost, chosen);
  return {
    budget: Math.round(cost),
    agentHours: null,
    contacted: chosen.length,
    control: held.length,
    expectedGain: gain,
    cost,
    hours: sum(decisions.minutes, chosen) / 60,
    dualityGap: 1.2e-6,
    shadowPrices: { money: 0.42, hour: 0 },
    byAction: lists.ACTIONS.map((action, code) => {
      const those = chosen.filter((key) => decisions.action[key] === code);
      return {
        action,
        customers: those.length,
        cost: sum(decisions.cost, those),
        hours: sum(decisions.minutes, those) / 60,
        gain: sum(decisions.delta, those),
      };
    }),
    byRule: lists.RULES.map((rule, code) => ({
      rule,
      customers: where(decisions.rule, code).length,
      gainForgone: rule === 'over_budget' ? 120 : 0,
    })),
    profitCurve: Array.from({ length: 25 }, (_, i) => {
      const share = i / 16;
      return {
        budget: cost * share,
        customers: Math.round(chosen.length * Math.min(1, share)),
        gain: gain * (1 - (1 - Math.min(share, 1.4)) ** 2),
      };
    }),
    bestBudget: cost * 1.25,
    tiers: lists.TIERS.map((tier, code) => ({
      tier,
      from: [200, 80, 40, 15, null][code] ?? null,
      customers: where(decisions.tier, code).length,
      lost: Math.round(where(decisions.tier, code).length / 3),
      valueAtStake: sum(sltv, where(decisions.tier, code)),
    })),
    power: { treated: chosen.length, control: held.length, baseRate: 0.17, detectableLift: 0.13, expectedLift: 0.08 },
    priors: [{ action: 'call', reason: 'unknown', mean: 0.25, strength: 8, source: 'one_in_four' }],
  };
}
