/** Which columns a view shows: the elements on the sections of its form, from the closest class that has any. */
import type { ApiRequest, Store } from '../../types.mts';
import { fieldNames } from './parameters.mts';

/** The view without a name; its id is a phrase on every instance. */
const DEFAULT_VIEW = 'Default view';

/** `desktop`, `mobile` and `both` are documented; any other view goes by its name. */
function viewsNamed(store: Store, name: string): string[] {
	if (name === 'desktop') return [DEFAULT_VIEW];
	if (name === 'both') return ['desktop', 'mobile'].flatMap((each) => viewsNamed(store, each));
	return store.find('sys_ui_view', { name }).map(({ sys_id = '' }) => sys_id);
}

/** Splits, annotations and formatters of a form are elements of a type, columns have none. */
function elementsOf(store: Store, table: string, view: string): string[] {
	for (const name of store.schema.chain(table)) {
		const sections = store.find('sys_ui_section', { name, view });
		const elements = sections.flatMap(({ sys_id = '' }) => store.find('sys_ui_element', { sys_ui_section: sys_id }));
		if (elements.length > 0) return elements.filter(({ type }) => !type).map(({ element = '' }) => element);
	}
	return [];
}

/** undefined: all columns. A view that the table has no layout for changes nothing (not documented). */
export function wantedFields(request: ApiRequest, store: Store, table: string): string[] | undefined {
	const view = request.query.get('sysparm_view') ?? '';
	const named = fieldNames(request);
	if (named || view === '') return named;
	const elements = viewsNamed(store, view).flatMap((id) => elementsOf(store, table, id));
	return elements.length > 0 ? [...new Set(elements)] : undefined;
}
