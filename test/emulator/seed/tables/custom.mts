/** What a customer adds: a task of their own, and a table with a column of every common type. */
import {
	child, choice, conditions, currency, date, dateTime, decimal, documentId, duration, email, flag, html, image, integer, journal,
	list, phone, price, ref, root, scale, script, secret, tableName, text, url,
} from '../columns.mts';
import type { ColumnSeed, TableSeed } from '../../types.mts';

const typed = (element: string, label: string, type: string, max_length = 40): ColumnSeed => ({ element, label, type, max_length });

const equipment: ColumnSeed[] = [
	text('u_name', 'Name', 100, { display: true, mandatory: true }),
	text('u_number', 'Number', 40, { default_value: 'javascript:getNextObjNumberPadded();' }),
	text('u_notes', 'Notes', 4000),
	typed('u_multi_line', 'Multi line', 'multi_two_lines', 4000),
	html('u_manual', 'Manual'),
	integer('u_quantity', 'Quantity', { default_value: '1' }),
	typed('u_serial', 'Long number', 'longint'),
	decimal('u_weight', 'Weight'),
	typed('u_ratio', 'Ratio', 'float'),
	typed('u_percent', 'Percent complete', 'percent_complete', 15),
	currency('u_cost', 'Cost'),
	price('u_list_price', 'List price'),
	flag('u_in_use', 'In use'),
	choice('u_colour', 'Colour', [['red', 'Red'], ['green', 'Green'], ['blue', 'Blue']], { choice: '1' }),
	scale('u_grade', 'Grade', [['1', 'A'], ['2', 'B'], ['3', 'C']], { default_value: '2' }),
	choice('u_model_line', 'Model line', [
		['crimson', 'Crimson', 'red'], ['scarlet', 'Scarlet', 'red'], ['olive', 'Olive', 'green'], ['navy', 'Navy', 'blue'],
	], { choice: '1', dependent: 'u_colour' }),
	date('u_bought_on', 'Bought on'),
	dateTime('u_serviced_at', 'Serviced at'),
	typed('u_opens', 'Opens', 'glide_time'),
	duration('u_downtime', 'Downtime'),
	typed('u_uptime', 'Uptime', 'timer'),
	typed('u_due', 'Due', 'due_date'),
	ref('u_owner', 'Owner', 'sys_user'),
	ref('u_location', 'Location', 'cmn_location'),
	ref('u_ticket', 'Ticket', 'u_vendor_ticket'),
	list('u_users', 'Users', 'sys_user'),
	documentId('u_document', 'Document', { dependent: 'u_document_table' }),
	tableName('u_document_table', 'Document table'),
	email('u_email', 'Email'),
	url('u_website', 'Website'),
	phone('u_phone', 'Phone'),
	typed('u_mobile', 'Mobile', 'phone_number_e164'),
	typed('u_ip', 'IP address', 'ip_addr'),
	secret('u_pin', 'PIN'),
	journal('u_log', 'Log'),
	{ element: 'u_token', label: 'Token', type: 'GUID', max_length: 32 },
	conditions('u_filter', 'Filter'),
	script('u_script', 'Script'),
	typed('u_settings', 'Settings', 'json', 4000),
	typed('u_xml', 'XML', 'xml', 4000),
	typed('u_title', 'Title', 'translated_text', 255),
	typed('u_caption', 'Caption', 'translated_field', 255),
	image('u_photo', 'Photo'),
	typed('u_colour_code', 'Colour code', 'color'),
	typed('u_days', 'Days of week', 'days_of_week'),
	typed('u_field', 'Field', 'field_name', 80),
	typed('u_geo', 'Position', 'geo_point', 80),
	typed('u_pairs', 'Name-value pairs', 'name_values', 4000),
];

export const customTables: TableSeed[] = [
	child('u_vendor_ticket', 'task', 'Vendor Ticket', [
		ref('u_vendor', 'Vendor', 'core_company', { mandatory: true }),
		text('u_vendor_reference', 'Vendor reference', 100),
		ref('u_incident', 'Incident', 'incident'),
		choice('u_severity', 'Severity', [['low', 'Low'], ['high', 'High'], ['outage', 'Outage']], { default_value: 'low' }),
		currency('u_penalty', 'Penalty'),
		dateTime('u_promised', 'Promised'),
	], { number: { prefix: 'VTK', base: 1000 } }),
	root('u_equipment', 'Equipment', equipment, { number: { prefix: 'EQP', base: 1000 } }),
];
