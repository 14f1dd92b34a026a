(exempt) => {
	// Colours are told in several notations; a drawn dot has one.
	const dot = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
		willReadFrequently: true,
	});
	const known = new Map();
	const isRed = (color) => {
		if (!known.has(color)) {
			dot.clearRect(0, 0, 1, 1);
			dot.fillStyle = color;
			dot.fillRect(0, 0, 1, 1);
			const [red, green, blue, alpha] = dot.getImageData(0, 0, 1, 1).data;
			known.set(color, red > 170 && green < 60 && blue < 90 && alpha > 50);
		}
		return known.get(color);
	};
	const hidden = ['[aria-hidden="true"]', ...exempt].join(', ');
	const isShown = (element) => element.getClientRects().length > 0 && !element.closest(hidden);
	const wordsOf = (element) =>
		[...element.childNodes]
			.filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
			.map(({ textContent }) => textContent.trim())
			.join('');
	return [...document.querySelectorAll('body *')].filter(isShown).flatMap((element) => {
		const [style, words] = [getComputedStyle(element), wordsOf(element)];
		const isMarked = isRed(style.backgroundColor) || (style.borderTopWidth !== '0px' && isRed(style.borderTopColor));
		const isWritten = words !== '' && words !== 'null' && isRed(style.color);
		// Drawn in the colour of the text around it.
		const isDrawn = element.tagName === 'svg' && [style.color, style.fill, style.stroke].some(isRed);
		return isMarked || isWritten || isDrawn ? [words || element.outerHTML.slice(0, 100)] : [];
	});
};
