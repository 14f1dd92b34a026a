import type { Incoming } from '../../http/content/incoming.mts';
import { bent, kind } from '../kind.mts';

/** A page of its own for every number, so that no address comes twice. */
function linkTo({ path, query, origin }: Incoming, number: number): string {
	const search = new URLSearchParams(query);
	search.set('page', String(number));
	return `<${origin}${path}?${search.toString()}>;rel="next"`;
}

export const endlessLink = kind<'endless-link'>({
	fields: {},
	start() {
		let page = 1;
		return bent((response, { incoming }) => {
			page += 1;
			const { Link: _link, ...rest } = response.headers ?? {};
			return { ...response, headers: { ...rest, Link: linkTo(incoming, page) } };
		});
	},
});
