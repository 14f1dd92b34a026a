/** `mi_id = inc_sys_id && md_table = 'incident'`: what joins the tables of a view. */

/** SQL of a column of the view; undefined for a word that is none. */
export type ColumnOf = (name: string) => string | undefined;

const TOKEN = /\s*(&&|\|\||!=|<=|>=|==|[=<>()]|'[^']*'|"[^"]*"|[^\s&|!<>=()'"]+)/gy;
const COMPARISONS: Readonly<Record<string, string>> = {
	'=': '=',
	'==': '=',
	'!=': '<>',
	'<': '<',
	'<=': '<=',
	'>': '>',
	'>=': '>=',
};

function tokensOf(text: string): string[] | undefined {
	const tokens = [...text.matchAll(TOKEN)];
	const read = tokens.reduce((length, [whole]) => length + whole.length, 0);
	return text.slice(read).trim() === '' ? tokens.map(([, token = '']) => token) : undefined;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `||` binds less than `&&`; undefined for a clause that cannot be read. */
export function whereSql(clause: string, columnOf: ColumnOf): string | undefined {
	const tokens = tokensOf(clause);
	if (!tokens) return undefined;
	let at = 0;
	const operand = (): string | undefined => {
		const token = tokens[at];
		if (token === undefined || token in COMPARISONS || /^(&&|\|\||[()])$/.test(token)) return undefined;
		at += 1;
		return /^['"]/.test(token) ? literal(token.slice(1, -1)) : (columnOf(token) ?? literal(token));
	};
	const comparison = (): string | undefined => {
		if (tokens[at] === '(') {
			at += 1;
			const inner = alternatives();
			if (tokens[at] !== ')') return undefined;
			at += 1;
			return inner && `(${inner})`;
		}
		const left = operand();
		const operator = COMPARISONS[tokens[at] ?? ''];
		at += 1;
		const right = operand();
		return left !== undefined && operator && right !== undefined ? `${left} ${operator} ${right}` : undefined;
	};
	const chainOf = (sign: string, word: string, part: () => string | undefined): string | undefined => {
		let result = part();
		while (result !== undefined && tokens[at] === sign) {
			at += 1;
			const next = part();
			result = next && `${result} ${word} ${next}`;
		}
		return result;
	};
	const all = (): string | undefined => chainOf('&&', 'AND', comparison);
	function alternatives(): string | undefined {
		return chainOf('||', 'OR', all);
	}
	const sql = alternatives();
	return at === tokens.length ? sql : undefined;
}
