/** A configuration item with its relations, as the Instance API sends it. */
import { createDisplayer } from '../../data/render/display.mts';
import { createRenderer } from '../../data/render/render.mts';
import type { RenderedValue } from '../../data/render/render.mts';
import type { ApiRequest, ApiResponse, Context, Row } from '../../types.mts';

interface Reference {
	display_value: string;
	link: string;
	value: string;
}

interface RelationView {
	sys_id: string;
	type: Reference;
	target: Reference;
}

/** Plain text, but for references, which tell everything at once. */
function attribute(value: RenderedValue): RenderedValue {
	return typeof value === 'string' || value.link !== undefined ? value : (value.value ?? '');
}

function attributesOf(
	{ session, instanceUrl }: ApiRequest,
	{ store }: Context,
	row: Row,
): Record<string, RenderedValue> {
	const linkBase = `${instanceUrl}/api/now/table`;
	const table = row.sys_class_name ?? '';
	const record = createRenderer(store, session, table, { display: 'all', excludeLinks: false, linkBase })(row);
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, attribute(value)]));
}

function relationsOf(request: ApiRequest, { store }: Context, rows: Row[], end: 'parent' | 'child'): RelationView[] {
	const displayer = createDisplayer(store, request.session);
	const nameOf = (element: string, value: string): string => {
		const column = store.schema.column('cmdb_rel_ci', element);
		return column ? displayer.reference(column, value) : '';
	};
	const base = request.instanceUrl;
	return rows.map((row) => {
		const [type, target] = [row.type ?? '', row[end] ?? ''];
		return {
			sys_id: row.sys_id ?? '',
			type: { display_value: nameOf('type', type), link: `${base}/api/now/table/cmdb_rel_type/${type}`, value: type },
			target: {
				display_value: nameOf(end, target),
				link: `${base}/api/now/cmdb/instance/cmdb_ci/${target}`,
				value: target,
			},
		};
	});
}

export function answer(request: ApiRequest, context: Context, row: Row): ApiResponse {
	const { store } = context;
	const sys_id = row.sys_id ?? '';
	const result = {
		outbound_relations: relationsOf(request, context, store.find('cmdb_rel_ci', { parent: sys_id }), 'child'),
		attributes: attributesOf(request, context, row),
		inbound_relations: relationsOf(request, context, store.find('cmdb_rel_ci', { child: sys_id }), 'parent'),
	};
	return { status: 200, body: { result } };
}
