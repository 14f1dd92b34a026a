import { growthTable, politeTable, shortTable, startTable, table, titleOf } from './markdown.mts';
import type { Line, Place, PoliteLine, Results, StartLine } from './results.mts';
import { settingsOf } from './results.mts';

const far = (scenario: string): Place => ({ scenario, setting: 'far' });
const SHORT = ['create 1,000', 'get 1,000', 'update 1,000', 'list 10,000', 'list 100,000'].map(far);
const PICTURED = [...SHORT, ...['create 1', 'get 1', 'upsert 1,000', 'delete 1,000', 'upload 50 MB'].map(far)];

export const pictured = (lines: Line[]): Place[] =>
	PICTURED.filter(({ scenario, setting }) =>
		lines.some((line) => line.scenario === scenario && line.setting === setting),
	);

export const readmeTable = (lines: Line[]): string => shortTable(lines, SHORT);

/** docs/performance.md, all of it. */
export function page({ day, machine, node, n8n, lines, polite, start }: Results): string {
	const tables = settingsOf(lines).map((setting) => `## ${titleOf(setting)}\n\n${table(lines, setting)}\n`);
	return `# Performance

\`npm run bench -- --publish\` makes this page, its [figures](performance.json) and its picture. Measured on ${day}: ${machine}, Node ${node.slice(1)}, n8n ${n8n}; the instance is this repository's emulator over TLS, on the same machine. Counts are exact; times tell ratios, and are the median of the rounds, with the quickest and the slowest. The contestants take turns in each round, after a round that warms them up.

${shortTable(lines, SHORT)}

![Seconds of each contestant](pictures/performance.svg)

- **floor**: a bare HTTP client (undici) on connections that stay open, with the same number of requests at once, which checks each answer's id and keeps the order; it knows how many rows a list has, and where each record is.
- **node**: this package on n8n-core, with its defaults. **node in n8n**: in a real n8n, started by a webhook; the time is that of the whole execution as n8n records it.
- **built-in**: n8n's own ServiceNow node, the same ways. It sends one request for each item or each 100 rows, one after the other: where it says *(from 50)* it was measured with 50 items, and the rest counted up.
- Memory is the most that the process held beyond what it held before, CPU the work of all its threads.

With 15 ms of service and four transactions at once the instance itself bounds everyone: 1,000 records take it 1,000 × 15 / 4 ms = 3.75 s, and more requests at once would only wait there. One call after the other, as the built-in node sends them, would take 1,000 × (40 + 15) ms = 55 s. What politeness costs is what the instance costs.

${tables.join('\n')}
## Growth

The node's time for one record, by how many there are, at a round trip of 40 ms. A few have to wait for the round trips that many share.

${growthTable(lines, KINDS)}
${polite === undefined ? '' : politeSection(polite)}${start === undefined ? '' : startSection(start)}
Tests hold the numbers of requests: 1,000 creates in at most 14, 10,000 rows in at most five, any picker in at most three. Times never decide whether a test passes.
`;
}

const KINDS = ['create', 'get', 'update', 'upsert', 'delete', 'list'];

const politeSection = (lines: PoliteLine[]): string => `
## Others at the same instance

Somebody opens incidents by hand, one after the other, and changes every fourth, while a workflow updates many. Round trip of 40 ms, 15 ms of service, four transactions at once for all: on an instance, people have a pool of their own, so what is shown here is what another integration feels.

${politeTable(lines)}
`;

const startSection = (lines: StartLine[]): string => `
## Start of n8n

${startTable(lines)}
`;
