const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'] as const;

interface Report {
	message?: string;
	error?: { summary?: string };
	metadata?: { vulnerabilities?: Partial<Record<string, number>> };
	vulnerabilities?: Record<string, { severity?: string }>;
}

export interface Answer {
	/** What there is to say, in one line. */
	line: string;
	findings: number;
}

function parsed(json: string): Report {
	try {
		return JSON.parse(json) as Report;
	} catch {
		return { message: json.trim().slice(0, 200) || 'npm said nothing' };
	}
}

/** What `npm audit --json` says. A registry without that endpoint is no finding, and no all-clear either: it is said. */
export function answerOf(what: string, json: string): Answer {
	const { message, error, metadata, vulnerabilities = {} } = parsed(json);
	const counts = metadata?.vulnerabilities;
	if (counts === undefined) {
		const why = message ?? error?.summary ?? 'no report';
		return {
			line: `${what}: could not be asked for (${why.replace(/https?:\/\/\S+/g, 'the registry')}).`,
			findings: 0,
		};
	}
	const found = SEVERITIES.flatMap((severity) => (counts[severity] ? `${counts[severity]} ${severity}` : []));
	if (found.length === 0) return { line: `${what}: nothing is known.`, findings: 0 };
	const names = Object.entries(vulnerabilities).map(([name, { severity }]) => `${name} (${severity ?? '?'})`);
	return { line: `${what}: ${found.join(', ')}: ${names.join(', ')}`, findings: names.length };
}
