/** What was ordered: requests, their items, the answers given, the tasks that deliver. */
import {
	childOf,
	choice,
	dateTime,
	documentId,
	flag,
	integer,
	price,
	ref,
	root,
	tableName,
	text,
} from '../../columns.mts';
import { FREQUENCY } from '../platform/scales.mts';
import type { TableSeed } from '../../../types.mts';

export const requestTables: TableSeed[] = [
	childOf('task')(
		'sc_request',
		'Request',
		[
			ref('requested_for', 'Requested for', 'sys_user'),
			{ element: 'requested_date', label: 'Requested for date', type: 'glide_date', max_length: 40 },
			choice(
				'request_state',
				'Request state',
				[
					['requested', 'Pending Approval'],
					['in_process', 'Approved'],
					['closed_complete', 'Closed Complete'],
					['closed_incomplete', 'Closed Incomplete'],
					['closed_cancelled', 'Closed Cancelled'],
					['closed_rejected', 'Closed Rejected'],
					['closed_skipped', 'Closed Skipped'],
				],
				{ default_value: 'requested' },
			),
			choice('stage', 'Stage', [
				['requested', 'Requested'],
				['approved', 'Approved'],
				['closed_complete', 'Closed Complete'],
			]),
			price('price', 'Price'),
			text('delivery_address', 'Delivery address', 4000),
			text('special_instructions', 'Special instructions', 4000),
			ref('parent_interaction', 'Parent Interaction', 'task'),
		],
		{ number: { prefix: 'REQ', base: 10000 } },
	),
	childOf('task')(
		'sc_req_item',
		'Requested Item',
		[
			ref('request', 'Request', 'sc_request'),
			ref('cat_item', 'Item', 'sc_cat_item'),
			ref('requested_for', 'Requested for', 'sys_user'),
			integer('quantity', 'Quantity', { default_value: '1' }),
			price('price', 'Price'),
			price('recurring_price', 'Recurring price'),
			choice('recurring_frequency', 'Recurring price frequency', FREQUENCY, { choice: '1' }),
			choice(
				'stage',
				'Stage',
				[
					['waiting_for_approval', 'Waiting for Approval'],
					['fulfillment', 'Fulfillment'],
					['delivery', 'Delivery'],
					['complete', 'Completed'],
					['request_cancelled', 'Request Cancelled'],
				],
				{ choice: '1' },
			),
			dateTime('estimated_delivery', 'Estimated delivery'),
			flag('backordered', 'Backordered'),
			flag('billable', 'Billable'),
			ref('configuration_item', 'Configuration item', 'cmdb_ci'),
			ref('order_guide', 'Order Guide', 'sc_cat_item_guide'),
			ref('sc_catalog', 'Catalog', 'sc_catalog'),
			flag('flow_context_done', 'Flow done'),
		],
		{ number: { prefix: 'RITM', base: 10000 } },
	),
	childOf('task')(
		'sc_task',
		'Catalog Task',
		[
			ref('request_item', 'Request item', 'sc_req_item'),
			ref('request', 'Request', 'sc_request'),
			ref('sc_catalog', 'Catalog', 'sc_catalog'),
		],
		{ number: { prefix: 'SCTASK', base: 10000 } },
	),
	root('sc_item_option', 'Variable Value', [
		ref('item_option_new', 'Question', 'item_option_new'),
		ref('cart_item', 'Cart item', 'sc_cart_item'),
		text('value', 'Value', 4000, { display: true }),
		integer('order', 'Order'),
	]),
	root('question_answer', 'Question Answer', [
		ref('question', 'Question', 'item_option_new'),
		text('value', 'Value', 4000, { display: true }),
		integer('order', 'Order'),
		tableName('table_name', 'Table name'),
		documentId('table_sys_id', 'Document', { dependent: 'table_name' }),
	]),
	root('sc_multi_row_question_answer', 'Multi Row Question Answer', [
		tableName('parent_table_name', 'Parent table'),
		documentId('parent_id', 'Parent', { dependent: 'parent_table_name' }),
		ref('variable_set', 'Variable set', 'item_option_new_set'),
		ref('item_option_new', 'Question', 'item_option_new'),
		integer('row_index', 'Row index'),
		text('value', 'Value', 4000, { display: true }),
	]),
	root('sc_item_option_mtom', 'Variable Ownership', [
		ref('request_item', 'Parent item', 'sc_req_item', { cascade: 'delete' }),
		ref('sc_item_option', 'Dependent item', 'sc_item_option', { cascade: 'delete' }),
	]),
];
