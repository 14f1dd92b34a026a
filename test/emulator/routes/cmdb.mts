/** The CMDB's Instance and Meta APIs. */
import type { Route } from '../types.mts';
import { addItemRelations, createItem, deleteRelation, getItem, listItems, updateItem } from './cmdb/instance.mts';
import { getMeta } from './cmdb/meta.mts';

const CLASS = '/api/now/cmdb/instance/:className';
const ITEM = `${CLASS}/:sys_id`;
const access = 'session';

export const cmdbRoutes: Route[] = [
	{ name: 'cmdb.instance.list', method: 'GET', path: CLASS, access, handle: listItems },
	{ name: 'cmdb.instance.create', method: 'POST', path: CLASS, access, handle: createItem },
	{ name: 'cmdb.instance.get', method: 'GET', path: ITEM, access, handle: getItem },
	{ name: 'cmdb.instance.put', method: 'PUT', path: ITEM, access, handle: updateItem },
	{ name: 'cmdb.instance.patch', method: 'PATCH', path: ITEM, access, handle: updateItem },
	{ name: 'cmdb.relation.add', method: 'POST', path: `${ITEM}/relation`, access, handle: addItemRelations },
	{
		name: 'cmdb.relation.delete',
		method: 'DELETE',
		path: `${ITEM}/relation/:rel_sys_id`,
		access,
		handle: deleteRelation,
	},
	{ name: 'cmdb.meta.get', method: 'GET', path: '/api/now/cmdb/meta/:className', access, handle: getMeta },
];
