/** Vendor tickets, equipment with a value in every column, models, assets, contracts and tags. */
import { at, classed, lasting, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { ciId } from '../foundation/cis.mts';
import { groupId } from '../foundation/groups.mts';
import { incidentId } from '../processes/incidents.mts';
import { userId } from '../foundation/people.mts';
import { placeId } from '../foundation/places.mts';
import { dayOf, number, pick, task } from '../processes/tasks.mts';

const TICKETS = [
	'Toner is leaking',
	'Licence key is refused',
	'Line to the east is down',
	'Invoice has the wrong address',
	'Spare part is late',
];

const ticketRows: SeedRow[] = TICKETS.map((short_description, index) =>
	task('u_vendor_ticket', {
		number: number('VTK', index + 1),
		short_description,
		state: index === 4 ? '3' : '2',
		active: String(index !== 4),
		assignment_group: groupId('Service Desk'),
		u_vendor: placeId('core_company', pick(['Bluefin Software', 'Harbour Office Supplies', 'Lumen Networks'], index)),
		u_vendor_reference: `V-${String(7000 + index)}`,
		u_incident: incidentId(number('INC', index + 1)),
		u_severity: pick(['low', 'high', 'outage'], index),
		u_penalty: String(index * 250),
		u_promised: at(dayOf(index) + 10),
		opened_at: at(dayOf(index), 20),
	}),
);

/** One piece with a value of every type, one that holds nothing but what is mandatory, and ten in between. */
const fullPiece: SeedRow = record('u_equipment', 'full', {
	u_name: 'Thermal camera',
	u_number: number('EQP', 1),
	u_notes: 'Handle with care.\nKeep dry — “fragile”, naïve users: ☂ 寒い 🙂',
	u_multi_line: 'First line\nSecond line',
	u_manual: '<p>Press <b>on</b> &amp; wait.</p>',
	u_quantity: '3',
	u_serial: '9007199254740993',
	u_weight: '1.25',
	u_ratio: '0.3333333',
	u_percent: '62.5',
	u_cost: '1499.5',
	u_list_price: '1799.99',
	u_in_use: 'true',
	u_colour: 'red',
	u_grade: '1',
	u_model_line: 'scarlet',
	u_bought_on: '2024-02-29',
	u_serviced_at: '2024-12-31 23:30:00',
	u_opens: '1970-01-01 08:30:00',
	u_downtime: lasting(26 * 60 + 5),
	u_uptime: lasting(90),
	u_due: at(200),
	u_owner: userId('beth.anglin'),
	u_location: placeId('cmn_location', 'Berlin'),
	u_ticket: sysId('u_vendor_ticket', number('VTK', 1)),
	u_users: [userId('beth.anglin'), userId('david.loo')].join(','),
	u_document: incidentId(number('INC', 1)),
	u_document_table: 'incident',
	u_email: 'camera@example.com',
	u_website: 'https://camera.example.com/manual?page=1&lang=en',
	u_phone: '+1 619 555 0100',
	u_mobile: '+16195550101',
	u_ip: '10.20.30.40',
	u_pin: 'demo-pin',
	u_token: sysId('u_equipment', 'token'),
	u_filter: 'active=true^priority=1^EQ',
	u_script: "gs.info('camera');",
	u_settings: '{"zoom":2,"modes":["day","night"]}',
	u_xml: '<camera><zoom>2</zoom></camera>',
	u_title: 'Camera',
	u_caption: 'Camera of the field team',
	u_colour_code: '#c62828',
	u_days: '12345',
	u_field: 'short_description',
	u_geo: '{"latitude":52.52,"longitude":13.405}',
	u_pairs: '{"lens":"wide"}',
	sys_created_by: 'itil',
});

const plainPieces: SeedRow[] = Array.from({ length: 10 }, (_, index) =>
	record('u_equipment', String(index + 2), {
		u_name: pick(['Ladder', 'Drill', 'Cable tester', 'Label printer', 'Projector'], index),
		u_number: number('EQP', index + 2),
		u_quantity: String(1 + index),
		u_cost: String(80 + index * 45),
		u_in_use: String(index % 2 === 0),
		u_colour: pick(['red', 'green', 'blue', ''], index),
		u_grade: String(1 + (index % 3)),
		u_bought_on: at(index * 20).slice(0, 10),
		u_owner: index % 3 ? userId('lena.fischer') : '',
		sys_created_on: at(index * 20),
	}),
);

const barePiece = record('u_equipment', 'bare', { u_name: 'Empty shelf', u_number: number('EQP', 12) });

const modelId = sysId('cmdb_hardware_product_model', 'Kestrel Air 14');

const assetRows: SeedRow[] = [
	record('cmdb_hardware_product_model', 'Kestrel Air 14', {
		display_name: 'Kestrel Computers Air 14',
		name: 'Air 14',
		model_number: 'KA14',
		manufacturer: placeId('core_company', 'Kestrel Computers'),
		status: 'In Production',
		cost: '1100',
		sys_class_name: 'cmdb_hardware_product_model',
	}),
	...['laptop-osei', 'laptop-employee', 'laptop-tuter', 'laptop-retired'].map((name, index) =>
		classed('alm_hardware', name, {
			display_name: `P${String(2000 + index)} - Kestrel Computers Air 14`,
			asset_tag: `P${String(2000 + index)}`,
			serial_number: `SN-${String(20_000 + index)}`,
			model: modelId,
			ci: ciId(name),
			install_status: name === 'laptop-retired' ? '7' : '1',
			assigned_to: name === 'laptop-retired' ? '' : userId(pick(['nadia.osei', 'employee', 'abel.tuter'], index)),
			quantity: '1',
			cost: '1100',
			purchase_date: '2024-03-01',
		}),
	),
	classed('ast_contract', 'maintenance', {
		number: number('CNTR', 1),
		vendor_contract: 'KST-2024-7',
		short_description: 'Maintenance of laptops',
		vendor: placeId('core_company', 'Kestrel Computers'),
		contract_administrator: userId('fred.luddy'),
		state: 'active',
		active: 'true',
		starts: '2024-01-01',
		ends: '2026-12-31',
		payment_amount: '12000',
	}),
];

const tagRows: SeedRow[] = [
	record('label', 'Major', {
		name: 'Major',
		owner: userId('itil'),
		viewable_by: 'everyone',
		active: 'true',
		global: 'true',
		bgcolor: '#c62828',
		tcolor: '#ffffff',
	}),
	...[1, 2].map((n) =>
		record('label_entry', `Major/${String(n)}`, {
			label: sysId('label', 'Major'),
			title: `Incident - ${number('INC', n)}`,
			table: 'incident',
			table_key: incidentId(number('INC', n)),
			id_type: 'Incident',
			id_display: number('INC', n),
			owner: userId('itil'),
		}),
	),
];

export const customRows: SeedRow[] = [...ticketRows, fullPiece, ...plainPieces, barePiece, ...assetRows, ...tagRows];
