import fc from 'fast-check';
import type { World } from './world.mts';

/** Something that happens: its kind, and two numbers that say how. */
export type Happening = [kind: Kind, a: number, b: number];

type Act = (world: World, a: number, b: number) => void;

const nth = (world: World, place: number): string | undefined => {
	const ids = [...world.instance.records.keys()].slice(-60).filter((id) => id !== 'first');
	return ids.length === 0 ? undefined : ids[place % ids.length];
};

let made = 0;
const name = (place: number): string => `${(place * 7919) % 997}-${(made += 1)}`;

function changeOne(world: World, place: number, more: { late?: number; isDeleted?: boolean; stamp?: number }): void {
	const sys_id = nth(world, place);
	if (sys_id === undefined || world.instance.isOpen(sys_id) || world.instance.seen(sys_id) === undefined) return;
	world.instance.write(sys_id, more);
}

const ACTS = {
	insert: (world, a) => world.instance.write(name(a)),
	update: (world, a) => changeOne(world, a, {}),
	delete: (world, a) => changeOne(world, a, { isDeleted: true }),
	/** Many within a second. */
	burst(world, a, b) {
		for (let made = 0; made < (b % 30) + 2; made++) world.instance.write(name(a + made));
	},
	bulk(world, a, b) {
		for (let place = 0; place < (b % 20) + 2; place++) changeOne(world, a + place, {});
	},
	late: (world, a, b) => world.instance.write(name(a), { late: b % 280 }),
	lateChange: (world, a, b) => changeOne(world, a, { late: b % 280 }),
	/** By a node whose clock is wrong, or by somebody who writes the time. */
	early: (world, a, b) => world.instance.write(name(a), { stamp: world.instance.now + (b % 10) }),
	future: (world, a, b) => world.instance.write(name(a), { stamp: world.instance.now + 86_400 * ((b % 3_650) + 1) }),
	hide: (world, a) => {
		const sys_id = name(a);
		world.instance.hidden.add(sys_id);
		world.instance.write(sys_id);
	},
	pass: (world, _, b) => void (world.instance.now += b % 90),
	outage: (world, _, b) => void (world.instance.now += (b % 5) * 900),
	poll: (world) => world.poll(),
	/** With room for few, and in small pages. */
	small: (world, a, b) => world.poll({ items: (a % 7) + 1, rows: (b % 20) + 2 }),
	discard: (world) => world.poll({ isDiscarded: true }),
	overlapping: (world, a) => world.overlapping((a % 3) + 1),
	ring: (world) => world.ring(),
	fault: (world, a) => void (world.instance.failsAfter = a % 6),
	restart: (world) => world.restart(),
	kill: (world) => world.kill(),
	publish: (world) => world.publish(),
	rename: (world) => world.rename(),
	overwrite: (world) => world.overwrite(),
} satisfies Record<string, Act>;

type Kind = keyof typeof ACTS;

/** How often each happens, in comparison. */
const WEIGHTS: Record<Kind, number> = {
	...{ insert: 10, update: 25, delete: 3, burst: 2, bulk: 2, late: 3, lateChange: 5, early: 2, future: 1, hide: 1 },
	...{ pass: 20, outage: 1, poll: 12, small: 8, discard: 2, overlapping: 3, ring: 6, fault: 3 },
	...{ restart: 2, kill: 2, publish: 2, rename: 1, overwrite: 1 },
};

const kind = fc.oneof(
	...Object.entries(WEIGHTS).map(([value, weight]) => ({ arbitrary: fc.constant(value as Kind), weight })),
);

export function stories(length: number): fc.Arbitrary<Happening[]> {
	const happening = fc.tuple(kind, fc.nat(9_999), fc.nat(9_999));
	return fc.array(happening, { minLength: length, maxLength: length, size: 'max' });
}

/** Lets a story happen, and everything be read in the end. @throws at the first event that is wrong or missing */
export function tell(world: World, story: Happening[]): void {
	for (const [what, a, b] of story) {
		const act: Act = ACTS[what];
		act(world, a, b);
	}
	world.settle();
}
