/* Draws the pictures of the sample issue: layered gradients, repeated shapes, paper grain.
 *
 *   cc -O2 -std=c17 draw.c -o draw $(pkg-config --cflags --libs cairo libjpeg) -lm
 *   ./draw ../2026-10/photos [name …]
 *
 * The same pictures come out every time: no clock, no fonts, a generator of our own. */
#include <cairo.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

#define PI       3.14159265358979323846
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

typedef struct {
	cairo_t *cr;
	cairo_surface_t *surface;
	unsigned char *data;
	int w, h, stride;
	uint64_t state; /* of the generator */
} Picture;

typedef struct {
	double at;
	uint32_t color;
} Stop;

/* ---- Chance and noise ---------------------------------------------------- */

/* SplitMix64 (Steele, Lea & Flood 2014). */
static uint64_t next (Picture *p)
{
	uint64_t z = (p->state += 0x9e3779b97f4a7c15u);
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Drawn into locals first where a call wants several: C leaves the order of arguments to the compiler. */
static double within (Picture *p, double low, double high)
{
	return low + (high - low) * (double) (next (p) >> 11) / 9007199254740992.0;
}

static double speck (int x, int y, uint32_t seed)
{
	uint32_t n = (uint32_t) x * 374761393u + (uint32_t) y * 668265263u + seed * 2246822519u;
	n = (n ^ (n >> 13)) * 1274126177u;
	n ^= n >> 16;
	return n / 4294967296.0;
}

/* Value noise, 0 … 1. */
static double noise (double x, double y, uint32_t seed)
{
	double fx = floor (x), fy = floor (y);
	int ix = (int) fx, iy = (int) fy;
	double u = x - fx, v = y - fy;
	u = u * u * (3 - 2 * u);
	v = v * v * (3 - 2 * v);
	double top = speck (ix, iy, seed) * (1 - u) + speck (ix + 1, iy, seed) * u;
	double low = speck (ix, iy + 1, seed) * (1 - u) + speck (ix + 1, iy + 1, seed) * u;
	return top * (1 - v) + low * v;
}

static double layers (double x, double y, int octaves, uint32_t seed)
{
	double sum = 0, weight = 0.5, total = 0;
	for (int i = 0; i < octaves; i++) {
		sum += weight * noise (x, y, seed + (uint32_t) i * 101);
		total += weight;
		weight /= 2;
		x = x * 2 + 17.3;
		y = y * 2 + 9.1;
	}
	return sum / total;
}

/* ---- Colours ------------------------------------------------------------- */

static double clamp (double v, double low, double high)
{
	return v < low ? low : v > high ? high : v;
}

static uint32_t blend (uint32_t a, uint32_t b, double t)
{
	uint32_t out = 0;
	t = clamp (t, 0, 1);
	for (int shift = 0; shift < 24; shift += 8) {
		double one = (a >> shift) & 255, other = (b >> shift) & 255;
		out |= (uint32_t) (one + (other - one) * t + 0.5) << shift;
	}
	return out;
}

static uint32_t ramp (const Stop *stops, size_t n, double t)
{
	if (t <= stops[0].at)
		return stops[0].color;
	for (size_t i = 1; i < n; i++)
		if (t < stops[i].at)
			return blend (stops[i - 1].color, stops[i].color,
				      (t - stops[i - 1].at) / (stops[i].at - stops[i - 1].at));
	return stops[n - 1].color;
}

static void ink (Picture *p, uint32_t c, double alpha)
{
	cairo_set_source_rgba (p->cr, ((c >> 16) & 255) / 255.0, ((c >> 8) & 255) / 255.0, (c & 255) / 255.0,
			       alpha);
}

static void add_stop (cairo_pattern_t *pattern, double at, uint32_t c, double alpha)
{
	cairo_pattern_add_color_stop_rgba (pattern, at, ((c >> 16) & 255) / 255.0, ((c >> 8) & 255) / 255.0,
					   (c & 255) / 255.0, alpha);
}

static void fill_between (Picture *p, double x0, double y0, double x1, double y1, uint32_t a, double alpha_a,
			  uint32_t b, double alpha_b)
{
	cairo_pattern_t *pattern = cairo_pattern_create_linear (x0, y0, x1, y1);
	add_stop (pattern, 0, a, alpha_a);
	add_stop (pattern, 1, b, alpha_b);
	cairo_set_source (p->cr, pattern);
	cairo_fill (p->cr);
	cairo_pattern_destroy (pattern);
}

static void glow (Picture *p, double x, double y, double r, uint32_t c, double alpha)
{
	cairo_pattern_t *pattern = cairo_pattern_create_radial (x, y, 0, x, y, r);
	add_stop (pattern, 0, c, alpha);
	add_stop (pattern, 0.25, c, alpha * 0.55);
	add_stop (pattern, 0.6, c, alpha * 0.14);
	add_stop (pattern, 1, c, 0);
	cairo_set_source (p->cr, pattern);
	cairo_paint (p->cr);
	cairo_pattern_destroy (pattern);
}

/* ---- Pixels -------------------------------------------------------------- */

static uint32_t *row (Picture *p, int y)
{
	return (uint32_t *) (void *) (p->data + (size_t) y * (size_t) p->stride);
}

/* A brushed vertical gradient over the whole picture between two heights. */
static void wash (Picture *p, double from, double to, const Stop *stops, size_t n, uint32_t seed)
{
	cairo_surface_flush (p->surface);
	for (int y = (int) from; y < (int) to && y < p->h; y++) {
		uint32_t *line = row (p, y);
		for (int x = 0; x < p->w; x++) {
			double t = (y - from) / (to - from);
			t += 0.07 * (layers (x / 420.0, y / 70.0, 3, seed) - 0.5);
			line[x] = 0xff000000u | ramp (stops, n, t);
		}
	}
	cairo_surface_mark_dirty (p->surface);
}

/* Mirrors what stands above the water line into the water, broken by ripples. */
static void mirror (Picture *p, int line, uint32_t water, double least, double most, uint32_t seed)
{
	cairo_surface_flush (p->surface);
	for (int y = line; y < p->h; y++) {
		double depth = (double) (y - line) / (p->h - line);
		uint32_t *to = row (p, y);
		for (int x = 0; x < p->w; x++) {
			double wave = noise (x / (60.0 + 260 * depth), y / (3.0 + 16 * depth), seed) - 0.5;
			double fine = noise (x / (24.0 + 90 * depth), y / (2.0 + 7 * depth), seed + 7) - 0.5;
			int sx = x + (int) ((wave * 40 + fine * 16) * (0.25 + 1.8 * depth));
			int sy = line - 1 - (int) ((y - line) * 0.92 + wave * 60 * depth);
			sx = (int) clamp (sx, 0, p->w - 1);
			sy = (int) clamp (sy, 0, line - 1);
			to[x] = 0xff000000u |
				blend (row (p, sy)[sx] & 0xffffff, water, least + (most - least) * depth);
		}
	}
	cairo_surface_mark_dirty (p->surface);
}

/* The hand in the print: edges wander a little, colour lies unevenly, the paper has a tooth. */
static void press (Picture *p, double wander)
{
	size_t size = (size_t) p->stride * (size_t) p->h;
	unsigned char *copy = malloc (size);
	if (copy == NULL)
		abort ();
	cairo_surface_flush (p->surface);
	memcpy (copy, p->data, size);
	for (int y = 0; y < p->h; y++) {
		uint32_t *line = row (p, y);
		for (int x = 0; x < p->w; x++) {
			double dx = (noise (x / 11.0, y / 11.0, 901) - 0.5) * 3.2 +
				    (noise (x / 46.0, y / 46.0, 903) - 0.5) * 4.0;
			double dy = (noise (x / 11.0, y / 11.0, 905) - 0.5) * 3.2 +
				    (noise (x / 46.0, y / 46.0, 907) - 0.5) * 4.0;
			int sx = (int) clamp (x + dx * wander + 0.5, 0, p->w - 1);
			int sy = (int) clamp (y + dy * wander + 0.5, 0, p->h - 1);
			uint32_t c;
			memcpy (&c, copy + (size_t) sy * (size_t) p->stride + (size_t) sx * 4, 4);
			double uneven = 0.075 * (layers (x / 190.0, y / 150.0, 3, 911) - 0.5) +
					0.035 * (noise (x / 160.0, y / 6.0, 913) - 0.5);
			double tooth = (noise (x / 3.6, y / 3.6, 917) - 0.5) * 4;
			uint32_t out = 0xff000000u;
			for (int shift = 0; shift < 24; shift += 8) {
				double v = ((c >> shift) & 255) * (1 + uneven) + tooth;
				out |= (uint32_t) clamp (v + 0.5, 6, 250) << shift;
			}
			line[x] = out;
		}
	}
	cairo_surface_mark_dirty (p->surface);
	free (copy);
}

/* ---- Shapes -------------------------------------------------------------- */

/* A leaf from (x, y) outward: two arcs that meet in a point. */
static void leaf (Picture *p, double x, double y, double angle, double length, double width)
{
	double c = cos (angle), s = sin (angle);
	double mx = x + c * length * 0.45, my = y + s * length * 0.45;
	double ex = x + c * length, ey = y + s * length;
	cairo_move_to (p->cr, x, y);
	cairo_curve_to (p->cr, mx - s * width, my + c * width, mx - s * width, my + c * width, ex, ey);
	cairo_curve_to (p->cr, mx + s * width, my - c * width, mx + s * width, my - c * width, x, y);
}

static void disc (Picture *p, double x, double y, double rx, double ry)
{
	cairo_save (p->cr);
	cairo_translate (p->cr, x, y);
	cairo_scale (p->cr, rx, ry);
	cairo_new_sub_path (p->cr);
	cairo_arc (p->cr, 0, 0, 1, 0, 2 * PI);
	cairo_restore (p->cr);
}

static void stroke (Picture *p, double width)
{
	cairo_set_line_width (p->cr, width);
	cairo_set_line_cap (p->cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join (p->cr, CAIRO_LINE_JOIN_ROUND);
	cairo_stroke (p->cr);
}

static void line (Picture *p, double x0, double y0, double x1, double y1, double width)
{
	cairo_move_to (p->cr, x0, y0);
	cairo_line_to (p->cr, x1, y1);
	stroke (p, width);
}

static double ridge_at (double x, double base, double rise, double span, uint32_t seed)
{
	return base - rise * layers (x / span + seed, seed * 0.37, 5, seed);
}

static void ridge_path (Picture *p, double base, double rise, double span, uint32_t seed, double floor_y)
{
	cairo_move_to (p->cr, -20, floor_y);
	for (int x = -20; x <= p->w + 20; x += 6)
		cairo_line_to (p->cr, x, ridge_at (x, base, rise, span, seed));
	cairo_line_to (p->cr, p->w + 20, floor_y);
	cairo_close_path (p->cr);
}

/* A range of hills whose foot dissolves in mist. */
static void ridge (Picture *p, double base, double rise, double span, uint32_t seed, uint32_t top,
		   uint32_t mist)
{
	double floor_y = base + rise * 0.35;
	ridge_path (p, base, rise, span, seed, floor_y);
	fill_between (p, 0, base - rise * 0.85, 0, floor_y, top, 1, mist, 1);
}

/* Cuts of the gouge along a slope. */
static void gouges (Picture *p, double base, double rise, double span, uint32_t seed, uint32_t color,
		    double alpha, int n)
{
	ink (p, color, alpha);
	for (int i = 0; i < n; i++) {
		double x = within (p, 0, p->w), d = within (p, 0, 1);
		double y = ridge_at (x, base, rise, span, seed) + 6 + d * d * rise * 0.6;
		double slope =
			ridge_at (x + 30, base, rise, span, seed) - ridge_at (x - 30, base, rise, span, seed);
		double c0 = within (p, 1.5, 3.4), c1 = within (p, 14, 46);
		leaf (p, x, y, atan2 (slope, 60) * 0.7 + PI / 2.6, c1, c0);
	}
	cairo_fill (p->cr);
}

static void ripples (Picture *p, double from, double to, int n, uint32_t color, double alpha)
{
	ink (p, color, alpha);
	for (int i = 0; i < n; i++) {
		double t = within (p, 0, 1), y = from + (to - from) * t * t;
		double size = 0.25 + 0.9 * (y - from) / (to - from);
		double x = within (p, -60, p->w);
		double c0 = within (p, 1.5, 4), c1 = within (p, 50, 190), c2 = within (p, -0.02, 0.02);
		leaf (p, x, y, c2, c1 * size, c0 * size);
	}
	cairo_fill (p->cr);
}

static void haze (Picture *p, double y, double thick, uint32_t color, double alpha)
{
	cairo_pattern_t *pattern = cairo_pattern_create_linear (0, y - thick, 0, y + thick);
	add_stop (pattern, 0, color, 0);
	add_stop (pattern, 0.5, color, alpha);
	add_stop (pattern, 1, color, 0);
	cairo_set_source (p->cr, pattern);
	cairo_rectangle (p->cr, 0, y - thick, p->w, thick * 2);
	cairo_fill (p->cr);
	cairo_pattern_destroy (pattern);
}

static void birds (Picture *p, double x, double y, double size, int n, uint32_t color)
{
	ink (p, color, 0.85);
	for (int i = 0; i < n; i++) {
		double bx = x + within (p, -4, 4) * size + i * size * 1.6,
		       by = y + within (p, -1, 1) * size * 2 + i * size * 0.5;
		double s = size * within (p, 0.6, 1.1);
		leaf (p, bx, by, -2.6, s, s * 0.13);
		leaf (p, bx, by, -0.45, s, s * 0.13);
	}
	cairo_fill (p->cr);
}

static void hat (Picture *p, double x, double y, double r, uint32_t light, uint32_t dark)
{
	cairo_move_to (p->cr, x - r, y);
	cairo_curve_to (p->cr, x - r * 0.5, y - r * 0.28, x - r * 0.15, y - r * 0.6, x, y - r * 0.72);
	cairo_curve_to (p->cr, x + r * 0.15, y - r * 0.6, x + r * 0.5, y - r * 0.28, x + r, y);
	cairo_curve_to (p->cr, x + r * 0.5, y + r * 0.16, x - r * 0.5, y + r * 0.16, x - r, y);
	fill_between (p, x - r, 0, x + r, 0, light, 1, dark, 1);
}

typedef struct {
	uint32_t body, dark, skin, hat_light, hat_dark;
} Dress;

static const Dress inky = { 0x1d2a38, 0x141d28, 0x4a372f, 0xf2dca6, 0xb98d54 };

/* Someone standing with feet at (x, y), @h tall; @lean bends the back, arms reach to (ax, ay). */
static void person (Picture *p, double x, double y, double h, double lean, double ax, double ay,
		    const Dress *d)
{
	double sx = x + lean * h, sy = y - h * 0.72, hx = x + lean * h * 0.35;
	ink (p, d->skin, 1);
	cairo_rectangle (p->cr, sx - h * 0.028, sy - h * 0.06, h * 0.056, h * 0.09);
	cairo_fill (p->cr);
	ink (p, d->dark, 1);
	for (int side = -1; side <= 1; side += 2) {
		cairo_move_to (p->cr, hx + side * h * 0.115, y - h * 0.34);
		cairo_line_to (p->cr, x + side * h * 0.10, y);
		cairo_line_to (p->cr, x + side * h * 0.012, y);
		cairo_line_to (p->cr, hx - side * h * 0.02, y - h * 0.36);
		cairo_fill (p->cr);
	}
	cairo_move_to (p->cr, hx - h * 0.13, y - h * 0.27);
	cairo_curve_to (p->cr, hx - h * 0.11, y - h * 0.45, sx - h * 0.14, sy + h * 0.2, sx - h * 0.125,
			sy + h * 0.07);
	cairo_curve_to (p->cr, sx - h * 0.12, sy + h * 0.015, sx - h * 0.06, sy + h * 0.01, sx - h * 0.03,
			sy - h * 0.015);
	cairo_line_to (p->cr, sx + h * 0.03, sy - h * 0.015);
	cairo_curve_to (p->cr, sx + h * 0.06, sy + h * 0.01, sx + h * 0.12, sy + h * 0.015, sx + h * 0.125,
			sy + h * 0.07);
	cairo_curve_to (p->cr, sx + h * 0.14, sy + h * 0.2, hx + h * 0.11, y - h * 0.45, hx + h * 0.13,
			y - h * 0.27);
	cairo_close_path (p->cr);
	fill_between (p, sx - h * 0.12, 0, sx + h * 0.13, 0, d->body, 1, d->dark, 1);
	ink (p, d->body, 1);
	cairo_move_to (p->cr, sx + h * 0.06, sy + h * 0.07);
	cairo_curve_to (p->cr, (sx + ax) / 2, (sy + ay) / 2 + h * 0.12, (sx + ax) / 2,
			(sy + ay) / 2 + h * 0.06, ax, ay);
	stroke (p, h * 0.065);
	ink (p, d->skin, 1);
	disc (p, sx + lean * h * 0.3, sy - h * 0.085, h * 0.062, h * 0.085);
	cairo_fill (p->cr);
	hat (p, sx + lean * h * 0.35, sy - h * 0.13, h * 0.2, d->hat_light, d->hat_dark);
}

/* A sampan seen from the side, @l long, its water line at y. */
static void sampan (Picture *p, double x, double y, double l, uint32_t top, uint32_t low)
{
	cairo_move_to (p->cr, x - l * 0.5, y - l * 0.10);
	cairo_curve_to (p->cr, x - l * 0.3, y - l * 0.02, x + l * 0.25, y - l * 0.02, x + l * 0.5,
			y - l * 0.125);
	cairo_curve_to (p->cr, x + l * 0.42, y + l * 0.01, x + l * 0.3, y + l * 0.035, x + l * 0.2,
			y + l * 0.035);
	cairo_line_to (p->cr, x - l * 0.25, y + l * 0.035);
	cairo_curve_to (p->cr, x - l * 0.36, y + l * 0.03, x - l * 0.45, y, x - l * 0.5, y - l * 0.10);
	fill_between (p, 0, y - l * 0.1, 0, y + l * 0.04, top, 1, low, 1);
	ink (p, blend (top, 0xffe9c0, 0.45), 0.9);
	cairo_move_to (p->cr, x - l * 0.49, y - l * 0.095);
	cairo_curve_to (p->cr, x - l * 0.3, y - l * 0.015, x + l * 0.25, y - l * 0.015, x + l * 0.49,
			y - l * 0.12);
	stroke (p, l * 0.008);
}

static void ferryman (Picture *p, double x, double y, double l, uint32_t boat, const Dress *d)
{
	double px = x - l * 0.33, hand_x = px + l * 0.1, hand_y = y - l * 0.24;
	ink (p, d->dark, 0.9);
	line (p, hand_x + l * 0.06, y - l * 0.52, hand_x - l * 0.07, y + l * 0.10, l * 0.008);
	person (p, px, y - l * 0.03, l * 0.36, 0.08, hand_x, hand_y, d);
	sampan (p, x, y, l, boat, blend (boat, 0x0c1118, 0.55));
}

/* Draws what @draw draws and, below the line y, its broken image in the water. */
typedef void (*Drawing) (Picture *p, double x, double y, double size, uint32_t color, const Dress *dress);

static void afloat (Picture *p, Drawing draw, double x, double y, double size, uint32_t color, const Dress *d,
		    uint32_t water)
{
	double foot = y + size * 0.035;
	cairo_save (p->cr);
	cairo_push_group (p->cr);
	cairo_translate (p->cr, 0, 2 * foot);
	cairo_scale (p->cr, 1, -1);
	draw (p, x, y, size, color, d);
	cairo_pop_group_to_source (p->cr);
	cairo_paint_with_alpha (p->cr, 0.42);
	cairo_restore (p->cr);
	ink (p, water, 0.55);
	for (int i = 0; i < 16; i++) {
		double t = i / 16.0, wide = size * within (p, 0.2, 0.75);
		leaf (p, x - wide * 0.5 + within (p, -0.15, 0.15) * size, foot + size * (0.03 + t * 0.62), 0,
		      wide, size * (0.004 + 0.011 * t));
	}
	cairo_fill (p->cr);
	draw (p, x, y, size, color, d);
}

static void reeds (Picture *p, double x, double y, double spread, double tall, int n, uint32_t a, uint32_t b)
{
	for (int i = 0; i < n; i++) {
		double rx = x + within (p, -1, 1) * spread, h = tall * within (p, 0.45, 1);
		double bend = within (p, -0.5, 0.5) + (rx - x) / spread * 0.3;
		ink (p, blend (a, b, within (p, 0, 1)), 1);
		cairo_move_to (p->cr, rx - tall * 0.01, y);
		cairo_curve_to (p->cr, rx, y - h * 0.5, rx + bend * h * 0.3, y - h * 0.85,
				rx + bend * h * 0.75, y - h);
		cairo_curve_to (p->cr, rx + bend * h * 0.3 + tall * 0.02, y - h * 0.8, rx + tall * 0.02,
				y - h * 0.5, rx + tall * 0.012, y);
		cairo_fill (p->cr);
	}
}

/* A coconut palm: a bent trunk and fronds combed out of leaflets. */
static void palm (Picture *p, double x, double y, double tall, double lean, uint32_t dark, uint32_t light)
{
	double tx = x + lean * tall, ty = y - tall, w = tall * 0.028;
	cairo_move_to (p->cr, x - w * 1.6, y);
	cairo_curve_to (p->cr, x - w, y - tall * 0.4, tx - lean * tall * 0.25 - w, ty + tall * 0.3,
			tx - w * 0.5, ty);
	cairo_line_to (p->cr, tx + w * 0.5, ty);
	cairo_curve_to (p->cr, tx - lean * tall * 0.25 + w, ty + tall * 0.3, x + w, y - tall * 0.4,
			x + w * 1.6, y);
	fill_between (p, x - w, 0, x + w * 2, 0, blend (dark, light, 0.45), 1, dark, 1);
	for (int i = 0; i < 11; i++) {
		double a = -PI / 2 + (i - 5) * 0.42 + within (p, -0.1, 0.1),
		       l = tall * within (p, 0.36, 0.46);
		uint32_t c = blend (dark, light, within (p, 0.1, 1) * (sin (a) < -0.3 ? 1 : 0.5));
		ink (p, c, 1);
		for (int k = 1; k <= 26; k++) {
			double t = k / 26.0, droop = t * t * l * 0.42;
			double fx = tx + cos (a) * l * t, fy = ty + sin (a) * l * t * 0.8 + droop;
			double s = l * 0.26 * sin (PI * (0.16 + 0.8 * t)), out = a + 0.5 * t;
			leaf (p, fx, fy, out + 1.05, s, s * 0.10);
			leaf (p, fx, fy, out - 1.05 + 1.2 * t * (cos (a) > 0 ? 0.6 : -0.2), s * 0.85,
			      s * 0.10);
		}
		cairo_fill (p->cr);
		cairo_move_to (p->cr, tx, ty);
		for (int k = 1; k <= 20; k++) {
			double t = k / 20.0;
			cairo_line_to (p->cr, tx + cos (a) * l * t,
				       ty + sin (a) * l * t * 0.8 + t * t * l * 0.42);
		}
		stroke (p, tall * 0.007);
	}
	ink (p, blend (blend (dark, light, 0.6), 0xa8762e, 0.32), 1);
	for (int i = 0; i < 5; i++)
		disc (p, tx + (i - 2) * w * 1.1, ty + w * (1.2 + (i % 2) * 0.9), w * 0.8, w * 0.9);
	cairo_fill (p->cr);
}

/* A crown of leaves, darker below. */
static void tree (Picture *p, double x, double y, double r, int n, uint32_t dark, uint32_t light)
{
	ink (p, blend (dark, light, 0.18), 1);
	for (int i = 0; i < 9; i++) {
		double a = i * 2 * PI / 9;
		disc (p, x + cos (a) * r * 0.62, y + sin (a) * r * 0.42, r * 0.46, r * 0.36);
		cairo_fill (p->cr);
	}
	disc (p, x, y, r * 0.8, r * 0.6);
	cairo_fill (p->cr);
	for (int i = 0; i < n; i++) {
		double a = within (p, 0, 2 * PI), d = sqrt (within (p, 0, 1)) * r;
		double lx = x + cos (a) * d * 1.25, ly = y + sin (a) * d * 0.85;
		double lit =
			clamp (0.55 - (ly - y) / r * 0.5 - (lx - x) / r * 0.2 + within (p, -0.3, 0.3), 0, 1);
		ink (p, blend (dark, light, lit), 1);
		double c0 = within (p, 0.16, 0.3), c1 = within (p, 0, 2 * PI);
		leaf (p, lx, ly, c1, r * c0, r * 0.06);
		cairo_fill (p->cr);
	}
}

/* ---- Rivers -------------------------------------------------------------- */

static void draw_cover (Picture *p)
{
	static const Stop sky[] = { { 0, 0x1f5566 },    { 0.3, 0x5f9196 },  { 0.55, 0xd9b48c },
				    { 0.78, 0xf6d9a0 }, { 0.92, 0xfbe7bd }, { 1, 0xf9dcae } };
	int shore = (int) (p->h * 0.60);
	wash (p, 0, shore, sky, COUNT (sky), 3);
	glow (p, p->w * 0.64, p->h * 0.375, p->w * 0.75, 0xfff1c4, 0.75);
	ink (p, 0xfff4d2, 1);
	disc (p, p->w * 0.64, p->h * 0.362, p->w * 0.075, p->w * 0.075);
	cairo_fill (p->cr);
	ridge (p, p->h * 0.515, p->h * 0.20, 900, 11, 0xd3a98a, 0xf6d8a8);
	haze (p, p->h * 0.50, p->h * 0.05, 0xfde9c2, 0.5);
	ridge (p, p->h * 0.545, p->h * 0.19, 760, 23, 0x9a9a8e, 0xf0d3a6);
	ridge (p, p->h * 0.565, p->h * 0.15, 640, 31, 0x5f8487, 0xe6cda6);
	gouges (p, p->h * 0.565, p->h * 0.15, 640, 31, 0xe9d3aa, 0.25, 500);
	haze (p, p->h * 0.56, p->h * 0.04, 0xfbe4bb, 0.55);
	ridge (p, p->h * 0.588, p->h * 0.105, 520, 47, 0x2c6069, 0xcbbf9f);
	gouges (p, p->h * 0.588, p->h * 0.105, 520, 47, 0xd9cba2, 0.3, 700);
	ridge (p, p->h * 0.602, p->h * 0.055, 300, 59, 0x17434e, 0x6d8f88);
	gouges (p, p->h * 0.602, p->h * 0.055, 300, 59, 0x9db59b, 0.35, 700);
	mirror (p, shore, 0x134252, 0.12, 0.82, 5);
	haze (p, shore, p->h * 0.018, 0xfdebc6, 0.75);
	ripples (p, shore + 30, p->h, 260, 0xf6dca6, 0.30);
	ripples (p, shore + 60, p->h, 340, 0x0d3442, 0.35);
	birds (p, p->w * 0.24, p->h * 0.36, 46, 7, 0x24505b);
	afloat (p, ferryman, p->w * 0.36, p->h * 0.655, p->w * 0.15, 0x3a4a4c, &inky, 0x5d7f7c);
	afloat (p, ferryman, p->w * 0.80, p->h * 0.695, p->w * 0.22, 0x33362f, &inky, 0x3d6a6d);
	afloat (p, ferryman, p->w * 0.45, p->h * 0.785, p->w * 0.44, 0x6b3a22, &inky, 0x1d4c59);
	reeds (p, p->w * 0.02, p->h + 20, p->w * 0.24, p->h * 0.27, 90, 0x0a2630, 0x2b5a4c);
	reeds (p, p->w * 1.0, p->h + 20, p->w * 0.17, p->h * 0.18, 60, 0x0a2630, 0x3a6a50);
}

static void lotus_leaf (Picture *p, double x, double y, double r, uint32_t dark, uint32_t light)
{
	double ry = r * 0.46, turn = within (p, 0, 2 * PI);
	ink (p, 0x06222a, 0.45);
	disc (p, x + r * 0.06, y + r * 0.12, r, ry);
	cairo_fill (p->cr);
	cairo_save (p->cr);
	cairo_translate (p->cr, x, y);
	cairo_scale (p->cr, 1, 0.46);
	cairo_new_path (p->cr);
	for (int i = 0; i <= 90; i++) {
		double a = turn + 0.12 + (2 * PI - 0.24) * i / 90.0;
		double rr = r * (0.95 + 0.07 * sin (a * 5 + turn) + 0.02 * sin (a * 17));
		cairo_line_to (p->cr, cos (a) * rr, sin (a) * rr);
	}
	cairo_line_to (p->cr, cos (turn) * r * 0.12, sin (turn) * r * 0.12);
	cairo_close_path (p->cr);
	fill_between (p, -r * 0.5, -r, r * 0.4, r, light, 1, dark, 1);
	ink (p, blend (light, 0xf1f3c2, 0.45), 0.55);
	for (int i = 0; i < 19; i++) {
		double a = turn + 0.2 + (2 * PI - 0.4) * i / 18.0;
		leaf (p, cos (a) * r * 0.07, sin (a) * r * 0.07, a + 0.03, r * 0.86, r * 0.013);
	}
	cairo_fill (p->cr);
	ink (p, blend (light, 0xf4f4cf, 0.5), 0.9);
	disc (p, 0, 0, r * 0.07, r * 0.07);
	cairo_fill (p->cr);
	cairo_restore (p->cr);
}

static void petal (Picture *p, double x, double y, double a, double length, double width, uint32_t tip)
{
	double ex = x + cos (a) * length, ey = y + sin (a) * length;
	leaf (p, x, y, a, length, width);
	fill_between (p, ex, ey, x, y, tip, 1, 0xfff3e2, 1);
	leaf (p, x, y, a, length, width);
	ink (p, 0xa8295c, 0.35);
	stroke (p, length * 0.012);
	for (int i = -1; i <= 1; i++) {
		ink (p, 0xb93a6c, 0.25);
		leaf (p, x, y, a + i * 0.12, length * (0.88 - 0.1 * abs (i)), length * 0.010);
		cairo_fill (p->cr);
	}
}

/* Outer petals first, each pair nearer to the eye than the one before; @open spreads them. */
static void lotus (Picture *p, double x, double y, double s, double open)
{
	static const struct {
		double angle, length, width;
		uint32_t tip;
	} petals[] = { { 0.00, 1.22, 0.34, 0xd63f78 }, { 0.34, 1.20, 0.34, 0xd94a80 },
		       { 0.70, 1.12, 0.34, 0xdc5085 }, { 1.08, 1.04, 0.32, 0xe05a8c },
		       { 0.18, 1.05, 0.36, 0xe8699a }, { 0.55, 1.02, 0.36, 0xea73a0 },
		       { 1.38, 0.92, 0.28, 0xe66a97 }, { 0.95, 0.92, 0.36, 0xee82aa },
		       { 0.36, 0.84, 0.38, 0xf08fb2 }, { 0.00, 0.80, 0.40, 0xf39ab9 },
		       { 0.75, 0.74, 0.36, 0xf4a3bf } };
	for (size_t i = 0; i < COUNT (petals); i++)
		for (int side = -1; side <= 1; side += 2) {
			if (petals[i].angle == 0 && side > 0)
				continue;
			double a = -PI / 2 + side * petals[i].angle * open;
			petal (p, x + side * s * 0.05 * petals[i].angle, y, a, s * petals[i].length,
			       s * petals[i].width, petals[i].tip);
		}
	ink (p, 0x6f8f45, 1);
	for (int i = -2; i <= 2; i++)
		leaf (p, x, y + s * 0.06, -PI / 2 + i * 0.62, s * 0.24, s * 0.08);
	cairo_fill (p->cr);
}

static void stalk (Picture *p, double x, double y, double x1, double y1, double w)
{
	ink (p, 0x3f6b3c, 1);
	cairo_move_to (p->cr, x, y);
	cairo_curve_to (p->cr, x + (x1 - x) * 0.8, y + (y1 - y) * 0.3, x1, y + (y1 - y) * 0.6, x1, y1);
	stroke (p, w);
}

static void draw_back_cover (Picture *p)
{
	static const Stop water[] = {
		{ 0, 0xdfe3c4 }, { 0.14, 0xa9c4b0 }, { 0.4, 0x3f7f7c }, { 0.75, 0x13474f }, { 1, 0x0a2f3a }
	};
	wash (p, 0, p->h, water, COUNT (water), 19);
	haze (p, p->h * 0.03, p->h * 0.05, 0xf6ecc8, 0.8);
	ripples (p, p->h * 0.08, p->h, 240, 0xd6e6cc, 0.25);
	for (int i = 0; i < 74; i++) {
		double t = i / 73.0, y = p->h * (0.10 + 0.86 * t * (0.45 + 0.55 * t));
		double r = p->w * (0.030 + 0.16 * t * t) * within (p, 0.75, 1.2);
		double far = 1 - t;
		uint32_t dark = blend (0x134a3c, 0x7fa58e, far * far),
			 light = blend (0x6fae5a, 0xbdd3a4, far * far);
		if (within (p, 0, 1) < 0.16)
			light = blend (light, 0xd9b85a, 0.6);
		lotus_leaf (p, p->w * within (p, -0.05, 1.05), y, r, dark, light);
	}
	static const struct {
		double x, y, s, open, foot;
	} flowers[] = { { 0.23, 0.215, 0.040, 0.9, 0.27 }, { 0.80, 0.245, 0.048, 0.5, 0.32 },
			{ 0.55, 0.33, 0.075, 1.0, 0.43 },  { 0.20, 0.46, 0.10, 0.45, 0.60 },
			{ 0.76, 0.56, 0.155, 1.05, 0.76 }, { 0.36, 0.70, 0.12, 0.8, 0.86 } };
	for (size_t i = 0; i < COUNT (flowers); i++) {
		double x = flowers[i].x * p->w, y = flowers[i].y * p->h, s = flowers[i].s * p->w;
		ink (p, 0xcfe3cb, 0.45);
		disc (p, x + s * 0.2, flowers[i].foot * p->h, s * 0.28, s * 0.07);
		stroke (p, s * 0.03);
		stalk (p, x, y, x + s * 0.2, flowers[i].foot * p->h, s * 0.07);
		lotus (p, x, y, s, flowers[i].open);
	}
	lotus_leaf (p, p->w * 0.06, p->h * 0.90, p->w * 0.27, 0x0d3b34, 0x4f9152);
	lotus_leaf (p, p->w * 0.93, p->h * 0.95, p->w * 0.30, 0x0d3b34, 0x5d9a50);
}

/* Steps of a hillside: the contour lines of a noisy slope, each step with its lit rim and its shadow. */
static void terraces (Picture *p, double from)
{
	cairo_surface_flush (p->surface);
	for (int y = (int) from; y < p->h; y++) {
		uint32_t *to = row (p, y);
		for (int x = 0; x < p->w; x++) {
			double top = ridge_at (x, p->h * 0.50, p->h * 0.20, 900, 77);
			if (y < top)
				continue;
			double t = (y - top) / (p->h - top),
			       swell = layers (x / 620.0, y / 420.0, 3, 41) - 0.5;
			double v = 27 * pow (t, 0.62) + 7.5 * swell + 1.6 * sin (x / 390.0 + y / 800.0);
			double step = floor (v), f = v - step;
			double plot = x / 640.0 + 0.37 * step + 0.5 * noise (x / 300.0, step, 5);
			double pick = speck ((int) step, (int) floor (plot), 43);
			uint32_t c = blend (0xe7bd45, 0x6c9a3f,
					    clamp (t * 1.25 - 0.15 + (pick - 0.5) * 0.75, 0, 1));
			if (pick > 0.94)
				c = blend (0xbfd6d2, 0xf3dfb4, f);
			else
				c = blend (c, 0xfff0a8,
					   0.16 * (0.5 + 0.5 * sin (f * 44)) *
						   (0.4 + 0.6 * noise (x / 5.0, y / 9.0, 3)));
			c = blend (c, 0x2c5a33, 0.42 * clamp ((f - 0.55) / 0.45, 0, 1));
			double rim = 0.10 + 0.06 * (1 - t) + 0.05 * noise (x / 30.0, y / 30.0, 8);
			if (f < rim || plot - floor (plot) < 0.012 + 0.012 * t)
				c = blend (0x4a3a22, 0x2c3f27, noise (x / 14.0, y / 5.0, 9));
			else if (f < rim + 0.09)
				c = blend (c, 0xfdf3c0, 0.65);
			to[x] = 0xff000000u | blend (c, 0xdfe6d2, 0.55 * pow (1 - t, 3));
		}
	}
	cairo_surface_mark_dirty (p->surface);
}

static void hut (Picture *p, double x, double y, double s)
{
	ink (p, 0x5b3c28, 1);
	cairo_rectangle (p->cr, x - s * 0.6, y - s * 0.5, s * 1.2, s * 0.5);
	cairo_fill (p->cr);
	ink (p, 0x2e1d16, 1);
	cairo_rectangle (p->cr, x - s * 0.12, y - s * 0.42, s * 0.26, s * 0.42);
	cairo_fill (p->cr);
	cairo_move_to (p->cr, x - s * 0.95, y - s * 0.42);
	cairo_line_to (p->cr, x - s * 0.45, y - s * 1.2);
	cairo_line_to (p->cr, x + s * 0.45, y - s * 1.2);
	cairo_line_to (p->cr, x + s * 0.95, y - s * 0.42);
	cairo_close_path (p->cr);
	fill_between (p, 0, y - s * 1.2, 0, y - s * 0.4, 0xc79a5a, 1, 0x7d5530, 1);
}

static void draw_terraces (Picture *p)
{
	static const Stop sky[] = { { 0, 0x8fb9c1 }, { 0.5, 0xd5ddc9 }, { 1, 0xf7e6bd } };
	wash (p, 0, p->h * 0.62, sky, COUNT (sky), 29);
	ridge (p, p->h * 0.36, p->h * 0.30, 700, 13, 0x88a9ae, 0xe3e3cb);
	ridge (p, p->h * 0.42, p->h * 0.26, 520, 27, 0x5d8a8c, 0xdde2c8);
	haze (p, p->h * 0.36, p->h * 0.07, 0xfaf1d6, 0.85);
	terraces (p, p->h * 0.2);
	haze (p, p->h * 0.395, p->h * 0.035, 0xf8f0d2, 0.5);
	static const double huts[][3] = { { 0.63, 0.545, 36 }, { 0.665, 0.555, 30 }, { 0.19, 0.63, 46 } };
	for (size_t i = 0; i < COUNT (huts); i++) {
		double x = huts[i][0] * p->w, y = huts[i][1] * p->h, s = huts[i][2];
		tree (p, x + s * 1.5, y - s * 0.7, s * 0.9, 160, 0x173d2a, 0x7da043);
		hut (p, x, y, s);
		tree (p, x - s * 1.5, y - s * 0.3, s * 0.6, 110, 0x173d2a, 0x8aa64a);
	}
	static const Dress red = { 0x9c2f35, 0x5c1c26, 0x5a4033, 0xf6e3b4, 0xbf9358 };
	static const Dress indigo = { 0x2b4170, 0x1b2947, 0x5a4033, 0xf6e3b4, 0xbf9358 };
	person (p, p->w * 0.45, p->h * 0.76, 82, 0.18, p->w * 0.45 + 48, p->h * 0.745, &red);
	person (p, p->w * 0.49, p->h * 0.775, 86, 0.16, p->w * 0.49 + 50, p->h * 0.76, &indigo);
	person (p, p->w * 0.80, p->h * 0.86, 110, 0.05, p->w * 0.80 + 40, p->h * 0.84, &red);
	tree (p, p->w * 0.01, p->h * 0.93, p->h * 0.17, 900, 0x0e2f22, 0x5f8a35);
	tree (p, p->w * 0.99, p->h * 1.02, p->h * 0.17, 800, 0x0e2f22, 0x6f9338);
	birds (p, p->w * 0.33, p->h * 0.12, 26, 5, 0x3f6a70);
}

static void bicycle (Picture *p, double x, double y, double s, uint32_t color)
{
	ink (p, color, 1);
	for (int i = 0; i < 2; i++) {
		disc (p, x + (i ? s * 0.55 : -s * 0.55), y - s * 0.32, s * 0.32, s * 0.32);
		stroke (p, s * 0.05);
		for (int k = 0; k < 6; k++)
			line (p, x + (i ? s * 0.55 : -s * 0.55) + cos (k * PI / 6) * s * 0.3,
			      y - s * 0.32 + sin (k * PI / 6) * s * 0.3,
			      x + (i ? s * 0.55 : -s * 0.55) - cos (k * PI / 6) * s * 0.3,
			      y - s * 0.32 - sin (k * PI / 6) * s * 0.3, s * 0.012);
	}
	line (p, x - s * 0.55, y - s * 0.32, x - s * 0.12, y - s * 0.72, s * 0.05);
	line (p, x - s * 0.12, y - s * 0.72, x + s * 0.42, y - s * 0.72, s * 0.05);
	line (p, x + s * 0.55, y - s * 0.32, x + s * 0.38, y - s * 0.92, s * 0.05);
	line (p, x + s * 0.22, y - s * 0.97, x + s * 0.42, y - s * 0.92, s * 0.06);
	line (p, x - s * 0.05, y - s * 0.32, x + s * 0.42, y - s * 0.72, s * 0.05);
	line (p, x - s * 0.30, y - s * 0.80, x - s * 0.02, y - s * 0.78, s * 0.08);
}

static void ferry (Picture *p, double x, double y, double l, uint32_t color, const Dress *d)
{
	static const double people[] = { -0.23, -0.15, -0.06, 0.08, 0.22 };
	for (size_t i = 0; i < COUNT (people); i++) {
		double h = l * (0.235 + 0.02 * (double) (i % 3)), px = x + people[i] * l;
		person (p, px, y - l * 0.02, h, 0.02 * (double) (i % 2), px + h * 0.18,
			y - l * 0.02 - h * 0.4, d);
	}
	bicycle (p, x + l * 0.15, y - l * 0.015, l * 0.115, d->dark);
	bicycle (p, x + l * 0.30, y - l * 0.045, l * 0.105, d->dark);
	ink (p, d->dark, 1);
	line (p, x - l * 0.32, y - l * 0.46, x - l * 0.43, y + l * 0.09, l * 0.007);
	person (p, x - l * 0.40, y - l * 0.05, l * 0.28, 0.08, x - l * 0.345, y - l * 0.22, d);
	sampan (p, x, y, l, color, blend (color, 0x0c1118, 0.55));
}

static void draw_ferry (Picture *p)
{
	static const Stop sky[] = {
		{ 0, 0x6d3f56 }, { 0.35, 0xc75f45 }, { 0.65, 0xf09a4a }, { 0.88, 0xfbd07a }, { 1, 0xfde4a4 }
	};
	static const Dress dusk = { 0x33222f, 0x1f1722, 0x3b2626, 0xf3b46a, 0x7a3f32 };
	int shore = (int) (p->h * 0.56);
	wash (p, 0, shore, sky, COUNT (sky), 61);
	for (int i = 0; i < 26; i++) {
		ink (p, i % 3 ? 0xf6b15e : 0x8b4552, 0.25);
		double c0 = within (p, 6, 20), c1 = within (p, 300, 900), c2 = within (p, 0.05, 0.42),
		       c3 = within (p, -0.2, 0.9);
		leaf (p, c3 * p->w, c2 * p->h, 0, c1, c0);
		cairo_fill (p->cr);
	}
	glow (p, p->w * 0.70, p->h * 0.44, p->w * 0.45, 0xffedb0, 0.8);
	ink (p, 0xfff0c0, 1);
	disc (p, p->w * 0.70, p->h * 0.44, p->h * 0.072, p->h * 0.072);
	cairo_fill (p->cr);
	ridge (p, p->h * 0.545, p->h * 0.20, 700, 83, 0xb35a4c, 0xf4b46c);
	ridge (p, p->h * 0.56, p->h * 0.11, 480, 91, 0x7a3d49, 0xd98a58);
	ridge (p, p->h * 0.565, p->h * 0.045, 160, 97, 0x43283a, 0x7b4044);
	for (int i = 0; i < 7; i++) {
		double c0 = within (p, -0.2, 0.2), c1 = within (p, 0.10, 0.16);
		palm (p, p->w * (0.03 + 0.035 * i), p->h * 0.565, p->h * c1, c0, 0x3a2335, 0x6b3a40);
	}
	mirror (p, shore, 0x5a2b3f, 0.08, 0.72, 15);
	ripples (p, shore + 10, p->h, 260, 0xffd98c, 0.42);
	ripples (p, shore + 40, p->h, 260, 0x4a2238, 0.40);
	afloat (p, ferry, p->w * 0.42, p->h * 0.735, p->w * 0.56, 0x4a2a2c, &dusk, 0x8f4646);
	birds (p, p->w * 0.30, p->h * 0.20, 30, 6, 0x4b2a3d);
	reeds (p, p->w * 1.0, p->h + 10, p->w * 0.15, p->h * 0.40, 70, 0x21141f, 0x4f2c33);
}

static void fog_bank (Picture *p, uint32_t color)
{
	for (int i = 0; i < 9; i++)
		haze (p, p->h * (0.30 + 0.075 * i), p->h * 0.045, color, within (p, 0.15, 0.4));
}

static void draw_ferryman (Picture *p)
{
	static const Stop sky[] = { { 0, 0x9fb4b5 }, { 0.5, 0xd3d8cb }, { 1, 0xf1e4cb } };
	static const Dress dress = { 0x3f3a3b, 0x25262c, 0x5d4235, 0xe9c98d, 0x9c6f3e };
	int shore = (int) (p->h * 0.50);
	wash (p, 0, shore, sky, COUNT (sky), 33);
	glow (p, p->w * 0.30, p->h * 0.24, p->w * 0.5, 0xfff3d2, 0.7);
	ink (p, 0xfff5dc, 0.95);
	disc (p, p->w * 0.30, p->h * 0.24, p->w * 0.065, p->w * 0.065);
	cairo_fill (p->cr);
	ridge (p, p->h * 0.46, p->h * 0.22, 620, 35, 0xa9bbb8, 0xe6e2d0);
	ridge (p, p->h * 0.49, p->h * 0.13, 420, 37, 0x7d9a9b, 0xdedccb);
	for (int i = 0; i < 6; i++)
		tree (p, p->w * (0.72 + 0.06 * i), p->h * 0.475, p->h * within (p, 0.025, 0.05), 140,
		      0x55797a, 0x9db3a8);
	mirror (p, shore, 0x7d9896, 0.15, 0.75, 39);
	fog_bank (p, 0xf6efdf);
	ripples (p, shore + 60, p->h, 160, 0xf3ecd8, 0.4);
	ripples (p, shore + 120, p->h, 160, 0x3d5f66, 0.35);
	afloat (p, ferryman, p->w * 0.56, p->h * 0.735, p->w * 0.78, 0x5f3a28, &dress, 0x7b9694);
	reeds (p, p->w * 0.02, p->h + 10, p->w * 0.28, p->h * 0.30, 70, 0x20373a, 0x5f7d5c);
	birds (p, p->w * 0.62, p->h * 0.16, 24, 5, 0x5c7a7c);
}

/* An empty sampan with a mat roof, tied to its pole. */
static void moored (Picture *p, double x, double y, double l, uint32_t color, const Dress *d)
{
	ink (p, d->dark, 1);
	line (p, x + l * 0.30, y - l * 0.55, x + l * 0.33, y + l * 0.14, l * 0.016);
	sampan (p, x, y, l, color, d->dark);
	ink (p, d->body, 1);
	cairo_move_to (p->cr, x - l * 0.2, y - l * 0.03);
	cairo_curve_to (p->cr, x - l * 0.18, y - l * 0.2, x + l * 0.12, y - l * 0.2, x + l * 0.15,
			y - l * 0.03);
	cairo_fill (p->cr);
	ink (p, 0x7e93a4, 0.5);
	for (int i = 0; i < 5; i++) {
		double k = -0.14 + i * 0.06;
		cairo_move_to (p->cr, x + l * k, y - l * 0.04);
		cairo_curve_to (p->cr, x + l * (k - 0.01), y - l * 0.1, x + l * k, y - l * 0.13,
				x + l * (k + 0.015), y - l * 0.15);
		stroke (p, l * 0.006);
	}
}

static void draw_moon (Picture *p)
{
	static const Dress midnight = { 0x16294a, 0x0a1226, 0, 0, 0 };
	static const Stop sky[] = { { 0, 0x0b1633 }, { 0.45, 0x1a3560 }, { 0.8, 0x3d6a8d }, { 1, 0x7c9fae } };
	int shore = (int) (p->h * 0.52);
	wash (p, 0, shore, sky, COUNT (sky), 51);
	ink (p, 0xf4ecca, 0.8);
	for (int i = 0; i < 90; i++) {
		double r = within (p, 1.2, 3.2);
		double c0 = within (p, 0, p->h * 0.38), c1 = within (p, 0, p->w);
		disc (p, c1, c0, r, r);
	}
	cairo_fill (p->cr);
	glow (p, p->w * 0.58, p->h * 0.22, p->w * 0.7, 0xe9e6c6, 0.65);
	ink (p, 0xfaf3d3, 1);
	disc (p, p->w * 0.58, p->h * 0.22, p->w * 0.135, p->w * 0.135);
	cairo_fill (p->cr);
	ink (p, 0xd9cfa6, 0.35);
	for (int i = 0; i < 9; i++) {
		double c0 = within (p, 8, 26), c1 = within (p, 10, 40), c2 = within (p, -0.045, 0.045),
		       c3 = within (p, -0.07, 0.07);
		disc (p, p->w * (0.58 + c3), p->h * (0.22 + c2), c1, c0);
	}
	cairo_fill (p->cr);
	ridge (p, p->h * 0.505, p->h * 0.16, 560, 53, 0x35597c, 0x85a4b0);
	ridge (p, p->h * 0.52, p->h * 0.09, 380, 57, 0x1c3a5c, 0x527a92);
	mirror (p, shore, 0x0c2144, 0.25, 0.80, 55);
	for (int i = 0; i < 260; i++) {
		double t = within (p, 0, 1), y = shore + (p->h - shore) * t * t,
		       wide = p->w * (0.04 + 0.24 * t) * within (p, 0.2, 1);
		ink (p, 0xf7efc6, within (p, 0.25, 0.9) * (1 - 0.45 * t));
		leaf (p, p->w * 0.58 - wide / 2 + within (p, -0.5, 0.5) * p->w * (0.05 + 0.16 * t), y, 0,
		      wide, 1.5 + 7 * t);
		cairo_fill (p->cr);
	}
	ripples (p, shore + 20, p->h, 170, 0x071632, 0.45);
	afloat (p, moored, p->w * 0.40, p->h * 0.74, p->w * 0.52, 0x17233e, &midnight, 0x1c3a63);
	palm (p, p->w * 0.06, p->h * 1.02, p->h * 0.62, 0.10, 0x060d1f, 0x1c3350);
	reeds (p, p->w * 0.98, p->h + 10, p->w * 0.3, p->h * 0.22, 60, 0x050b1b, 0x16304a);
}

/* ---- Land ---------------------------------------------------------------- */

static void smoke (Picture *p, double x, double y, double size, uint32_t color)
{
	for (int i = 0; i < 46; i++) {
		double t = i / 46.0, r = size * (0.17 + 0.75 * t);
		double sx = x + size * (2.2 * t * t + 0.25 * sin (t * 7)), sy = y - size * 4.2 * t;
		cairo_pattern_t *puff = cairo_pattern_create_radial (sx, sy, 0, sx, sy, r);
		add_stop (puff, 0, color, 0.42 * (1 - t));
		add_stop (puff, 0.7, color, 0.22 * (1 - t));
		add_stop (puff, 1, color, 0);
		cairo_set_source (p->cr, puff);
		cairo_paint (p->cr);
		cairo_pattern_destroy (puff);
	}
}

static void kiln_path (Picture *p, double x, double y, double s)
{
	cairo_move_to (p->cr, x - s * 0.62, y);
	cairo_curve_to (p->cr, x - s * 0.56, y - s * 0.75, x - s * 0.22, y - s * 1.05, x - s * 0.16,
			y - s * 1.75);
	cairo_line_to (p->cr, x + s * 0.16, y - s * 1.75);
	cairo_curve_to (p->cr, x + s * 0.22, y - s * 1.05, x + s * 0.56, y - s * 0.75, x + s * 0.62, y);
	cairo_close_path (p->cr);
}

static void kiln (Picture *p, double x, double y, double s, bool lit)
{
	kiln_path (p, x, y, s);
	fill_between (p, x - s * 0.5, 0, x + s * 0.6, 0, 0xd8794a, 1, 0x71301f, 1);
	cairo_save (p->cr);
	kiln_path (p, x, y, s);
	cairo_clip (p->cr);
	int n = 34;
	for (int i = 0; i < n; i++) {
		double cy = y - s * 1.75 * i / n;
		for (int k = -9; k <= 9; k++) {
			double bx = x + (k + (i % 2) * 0.5) * s * 0.072;
			uint32_t c = blend (0xf0a468, 0x5a2418, within (p, 0, 1));
			ink (p, c, 0.28);
			cairo_rectangle (p->cr, bx, cy - s * 0.045, s * 0.066, s * 0.042);
			cairo_fill (p->cr);
		}
	}
	ink (p, 0x4b1f18, 0.6);
	cairo_rectangle (p->cr, x - s, y - s * 1.78, s * 2, s * 0.09);
	cairo_fill (p->cr);
	cairo_restore (p->cr);
	ink (p, 0x2a1414, 1);
	cairo_move_to (p->cr, x - s * 0.17, y);
	cairo_line_to (p->cr, x - s * 0.17, y - s * 0.26);
	cairo_arc (p->cr, x, y - s * 0.26, s * 0.17, PI, 0);
	cairo_line_to (p->cr, x + s * 0.17, y);
	cairo_fill (p->cr);
	if (!lit)
		return;
	cairo_rectangle (p->cr, x - s * 0.165, y - s * 0.26, s * 0.33, s * 0.26);
	fill_between (p, 0, y, 0, y - s * 0.26, 0xffb84a, 1, 0xc2401c, 0);
	for (int i = 0; i < 11; i++) {
		double c0 = within (p, 0.14, 0.34), c1 = within (p, -0.12, 0.12);
		leaf (p, x + (i - 5) * s * 0.028, y, -PI / 2 + c1, s * c0, s * 0.035);
		fill_between (p, 0, y, 0, y - s * 0.3, 0xffe58a, 0.9, 0xe8551f, 0.5);
	}
	glow (p, x, y - s * 0.06, s * 0.6, 0xff9a3c, 0.6);
}

static void brick_stack (Picture *p, double x, double y, double s, int rows, int columns)
{
	for (int i = rows - 1; i >= 0; i--)
		for (int k = 0; k < columns; k++) {
			double bx = x + (k + (i % 2) * 0.25) * s * 1.08, by = y - i * s * 0.62;
			uint32_t c = blend (0xc9683f, 0x9a4429, within (p, 0, 1));
			ink (p, blend (c, 0xffdca8, 0.35), 1);
			cairo_move_to (p->cr, bx, by - s * 0.55);
			cairo_line_to (p->cr, bx + s * 0.28, by - s * 0.75);
			cairo_line_to (p->cr, bx + s * 1.2, by - s * 0.75);
			cairo_line_to (p->cr, bx + s * 0.95, by - s * 0.55);
			cairo_fill (p->cr);
			ink (p, c, 1);
			cairo_rectangle (p->cr, bx, by - s * 0.55, s * 0.97, s * 0.5);
			cairo_fill (p->cr);
		}
}

static void draw_kilns (Picture *p)
{
	static const Stop sky[] = { { 0, 0x7fa6ab }, { 0.5, 0xcfd4bd }, { 1, 0xf4dfb2 } };
	static const Stop earth[] = { { 0, 0xd49a62 }, { 0.35, 0xc27a48 }, { 1, 0x7d3d27 } };
	static const Dress blue = { 0x2f5a73, 0x1c3749, 0x5a4033, 0xf6e3b4, 0xbf9358 };
	wash (p, 0, p->h * 0.60, sky, COUNT (sky), 71);
	ridge (p, p->h * 0.52, p->h * 0.17, 520, 73, 0x86a29b, 0xe9ddb9);
	ridge (p, p->h * 0.55, p->h * 0.08, 340, 75, 0x55796c, 0xb9bb90);
	static const Stop river[] = { { 0, 0xe9dcb8 }, { 1, 0x7ea3a0 } };
	wash (p, p->h * 0.55, p->h * 0.64, river, COUNT (river), 76);
	ripples (p, p->h * 0.555, p->h * 0.64, 90, 0xfaf0d2, 0.6);
	wash (p, p->h * 0.62, p->h, earth, COUNT (earth), 79);
	smoke (p, p->w * 0.24, p->h * 0.318, p->w * 0.15, 0xf3ead6);
	smoke (p, p->w * 0.55, p->h * 0.254, p->w * 0.17, 0xf6eedc);
	kiln (p, p->w * 0.84, p->h * 0.655, p->w * 0.23, false);
	kiln (p, p->w * 0.24, p->h * 0.66, p->w * 0.26, true);
	kiln (p, p->w * 0.55, p->h * 0.70, p->w * 0.34, true);
	for (int i = 0; i < 5; i++)
		tree (p, p->w * (0.93 + 0.03 * i), p->h * 0.62, p->w * 0.05, 160, 0x1f4432, 0x7f9a48);
	for (int i = 0; i < 400; i++) {
		ink (p, i % 2 ? 0xf0bf83 : 0x5c2a1c, 0.3);
		double c0 = within (p, 1, 4), c1 = within (p, 20, 80), c2 = within (p, 0, 1),
		       c3 = within (p, 0, p->w);
		leaf (p, c3, p->h * (0.715 + 0.285 * c2), 0, c1, c0);
		cairo_fill (p->cr);
	}
	brick_stack (p, p->w * 0.02, p->h * 0.80, p->w * 0.034, 6, 9);
	brick_stack (p, p->w * 0.62, p->h * 0.82, p->w * 0.037, 5, 11);
	person (p, p->w * 0.555, p->h * 0.835, p->h * 0.135, 0.10, p->w * 0.635, p->h * 0.785, &blue);
	brick_stack (p, p->w * -0.03, p->h * 0.985, p->w * 0.058, 4, 8);
	brick_stack (p, p->w * 0.60, p->h * 0.99, p->w * 0.060, 3, 8);
}

static void nipa (Picture *p, double x, double y, double tall, int n, uint32_t dark, uint32_t light)
{
	for (int i = 0; i < n; i++) {
		double a = -PI / 2 + within (p, -0.75, 0.75), l = tall * within (p, 0.6, 1),
		       bend = cos (a) * 0.5;
		uint32_t c = blend (dark, light, within (p, 0, 1));
		ink (p, c, 1);
		for (int k = 2; k <= 22; k++) {
			double t = k / 22.0, fx = x + cos (a) * l * t + bend * l * t * t * 0.4,
			       fy = y + sin (a) * l * t + t * t * l * 0.12;
			double s = l * 0.24 * sin (PI * (0.12 + 0.82 * t));
			leaf (p, fx, fy, a - 0.8, s, s * 0.09);
			leaf (p, fx, fy, a + 0.8, s, s * 0.09);
		}
		cairo_fill (p->cr);
	}
}

static void draw_canal (Picture *p)
{
	static const Stop sky[] = { { 0, 0xb8d6b2 }, { 0.6, 0xeef0c0 }, { 1, 0xfff6cf } };
	static const Dress violet = { 0x7d2f55, 0x4b1d39, 0x4a3428, 0xfbe8b8, 0xc79a58 };
	int shore = (int) (p->h * 0.53);
	wash (p, 0, shore, sky, COUNT (sky), 81);
	glow (p, p->w * 0.5, p->h * 0.48, p->w * 0.6, 0xfffbe0, 0.9);
	for (int depth = 0; depth < 6; depth++) {
		double t = depth / 5.0, gap = 0.035 + 0.36 * t * t, foot = p->h * (0.535 + 0.015 * t);
		uint32_t dark = blend (0xa9cfa0, 0x0c3b33, pow (t, 0.7)),
			 light = blend (0xdcecb4, 0x6fae4a, pow (t, 0.8));
		for (int side = -1; side <= 1; side += 2)
			for (int k = 0; k < 3; k++) {
				double x = p->w * (0.5 + side * (gap + 0.05 + k * (0.05 + 0.10 * t)));
				double c0 = within (p, 0.08, 0.34), c1 = within (p, 0.8, 1.1);
				palm (p, x, foot, p->h * (0.10 + 0.40 * t) * c1, -side * c0, dark, light);
			}
		for (int side = -1; side <= 1; side += 2)
			for (int k = 0; k < 5; k++)
				nipa (p, p->w * (0.5 + side * (gap + 0.01 + k * (0.03 + 0.05 * t))), foot,
				      p->h * (0.035 + 0.15 * t), 7, blend (dark, 0x1d5a48, 0.3), light);
	}
	mirror (p, shore, 0x1b5a50, 0.18, 0.72, 85);
	for (int i = 0; i < 110; i++) {
		double t = within (p, 0, 1), y = shore + (p->h - shore) * t * t;
		ink (p, 0xfdf8cc, 0.5 * (1 - 0.5 * t));
		double c0 = within (p, 40, 150), c1 = within (p, -1, 1);
		leaf (p, p->w * 0.5 + c1 * p->w * (0.03 + 0.22 * t), y, 0, c0 * (0.3 + t), 2 + 5 * t);
		cairo_fill (p->cr);
	}
	ripples (p, shore + 20, p->h, 150, 0x0b3b38, 0.4);
	afloat (p, ferryman, p->w * 0.53, p->h * 0.70, p->w * 0.34, 0x5f3f26, &violet, 0x3d7a66);
	for (int side = -1; side <= 1; side += 2)
		for (int k = 0; k < 3; k++)
			nipa (p, p->w * (0.5 + side * (0.42 + 0.06 * k)), p->h * (0.86 + 0.08 * k),
			      p->h * 0.22, 8, 0x062a26, 0x4f9143);
}

/* ---- Seen from above ----------------------------------------------------- */

static void shade (Picture *p, double x, double y, double r)
{
	ink (p, 0x2a1a14, 0.32);
	disc (p, x + r * 0.22, y + r * 0.26, r, r);
	cairo_fill (p->cr);
}

static void hat_above (Picture *p, double x, double y, double r, uint32_t shirt)
{
	double turn = within (p, 0, PI);
	shade (p, x, y, r * 1.05);
	cairo_save (p->cr);
	cairo_translate (p->cr, x, y);
	cairo_rotate (p->cr, turn);
	ink (p, shirt, 1);
	disc (p, 0, r * 0.12, r * 1.22, r * 0.62);
	cairo_fill (p->cr);
	cairo_restore (p->cr);
	cairo_pattern_t *cone = cairo_pattern_create_radial (x - r * 0.12, y - r * 0.14, 0, x, y, r);
	add_stop (cone, 0, 0xfff6d8, 1);
	add_stop (cone, 0.75, 0xedd29a, 1);
	add_stop (cone, 1, 0xc49a5c, 1);
	disc (p, x, y, r, r);
	cairo_set_source (p->cr, cone);
	cairo_fill (p->cr);
	cairo_pattern_destroy (cone);
	cairo_move_to (p->cr, x, y);
	cairo_arc (p->cr, x, y, r, 0.1, 1.75);
	ink (p, 0x8a5a30, 0.28);
	cairo_fill (p->cr);
	ink (p, 0x9a6c38, 0.55);
	for (int i = 0; i < 3; i++) {
		disc (p, x, y, r * (0.36 + 0.24 * i), r * (0.36 + 0.24 * i));
		stroke (p, r * 0.025);
	}
	for (int i = 0; i < 16; i++)
		line (p, x + cos (i * PI / 8) * r * 0.1, y + sin (i * PI / 8) * r * 0.1,
		      x + cos (i * PI / 8) * r * 0.97, y + sin (i * PI / 8) * r * 0.97, r * 0.016);
}

typedef void (*Goods) (Picture *p, double x, double y, double r);

static void round_goods (Picture *p, double x, double y, double r, uint32_t a, uint32_t b)
{
	ink (p, blend (a, 0x101010, 0.5), 0.5);
	disc (p, x + r * 0.12, y + r * 0.15, r, r);
	cairo_fill (p->cr);
	cairo_pattern_t *ball = cairo_pattern_create_radial (x - r * 0.3, y - r * 0.35, r * 0.05, x, y, r);
	add_stop (ball, 0, blend (b, 0xffffff, 0.35), 1);
	add_stop (ball, 0.4, b, 1);
	add_stop (ball, 1, a, 1);
	disc (p, x, y, r, r);
	cairo_set_source (p->cr, ball);
	cairo_fill (p->cr);
	cairo_pattern_destroy (ball);
}

static void limes (Picture *p, double x, double y, double r)
{
	round_goods (p, x, y, r * 0.13, 0x3f7a2a, 0x9cc653);
}

static void chillies (Picture *p, double x, double y, double r)
{
	double a = within (p, 0, 2 * PI), l = r * within (p, 0.28, 0.42);
	leaf (p, x, y, a, l, r * 0.075);
	fill_between (p, x, y, x + cos (a) * l, y + sin (a) * l, 0xe8412c, 1, 0xa5161f, 1);
	ink (p, 0xffb19a, 0.55);
	leaf (p, x + cos (a) * l * 0.15 - r * 0.012, y + sin (a) * l * 0.15 - r * 0.012, a, l * 0.6,
	      r * 0.014);
	cairo_fill (p->cr);
	ink (p, 0x4f7f35, 1);
	leaf (p, x, y, a + PI, r * 0.11, r * 0.025);
	cairo_fill (p->cr);
}

static void aubergines (Picture *p, double x, double y, double r)
{
	double a = within (p, 0, 2 * PI), l = r * within (p, 0.5, 0.62), c = cos (a), s = sin (a);
	leaf (p, x - c * l * 0.5, y - s * l * 0.5, a, l, r * 0.21);
	fill_between (p, x - s * r * 0.12, y - c * r * 0.12, x + s * r * 0.12, y + c * r * 0.12, 0x7d4a94, 1,
		      0x35194d, 1);
	ink (p, 0xd9b8e2, 0.5);
	leaf (p, x - c * l * 0.28 - r * 0.03, y - s * l * 0.28 - r * 0.03, a, l * 0.5, r * 0.02);
	cairo_fill (p->cr);
	ink (p, 0x6d8b47, 1);
	for (int i = -1; i <= 1; i++)
		leaf (p, x - c * l * 0.52, y - s * l * 0.52, a + i * 0.7, r * 0.15, r * 0.04);
	cairo_fill (p->cr);
}

static void corn (Picture *p, double x, double y, double r)
{
	double a = within (p, -0.5, 0.5) - PI / 4, l = r * 0.72, c = cos (a), s = sin (a);
	ink (p, 0x6f9a3f, 1);
	for (int i = -2; i <= 2; i++)
		leaf (p, x - c * l * 0.6, y - s * l * 0.6, a + i * 0.2, l * 0.75, r * 0.09);
	cairo_fill (p->cr);
	leaf (p, x - c * l * 0.45, y - s * l * 0.45, a, l, r * 0.17);
	ink (p, 0xd99a1f, 1);
	cairo_fill (p->cr);
	for (int i = 1; i < 13; i++)
		for (int k = -1; k <= 1; k++) {
			double t = i / 13.0, wide = r * 0.075 * sin (PI * t);
			ink (p, blend (0xf9d95f, 0xf0b62c, within (p, 0, 1)), 1);
			disc (p, x + c * l * (t - 0.45) - s * wide * k, y + s * l * (t - 0.45) + c * wide * k,
			      r * 0.030, r * 0.030);
			cairo_fill (p->cr);
		}
}

static void starfruit (Picture *p, double x, double y, double r)
{
	double turn = within (p, 0, 2 * PI), size = r * within (p, 0.16, 0.2);
	for (int pass = 0; pass < 2; pass++) {
		double s = size * (pass ? 0.86 : 1);
		for (int i = 0; i <= 10; i++) {
			double a = turn + i * PI / 5, k = i % 2 ? 0.48 : 1;
			cairo_line_to (p->cr, x + cos (a) * s * k, y + sin (a) * s * k);
		}
		cairo_close_path (p->cr);
		ink (p, pass ? 0xf3df6a : 0x9a9428, 1);
		cairo_fill_preserve (p->cr);
		stroke (p, size * 0.16);
	}
	ink (p, 0xb9a12f, 0.8);
	for (int i = 0; i < 5; i++)
		leaf (p, x, y, turn + i * 2 * PI / 5, size * 0.8, size * 0.06);
	cairo_fill (p->cr);
}

static void greens (Picture *p, double x, double y, double r)
{
	double a = within (p, 0, 2 * PI);
	for (int i = 0; i < 7; i++) {
		double out = a + (i - 3) * 0.32, l = r * within (p, 0.3, 0.48);
		ink (p, blend (0x245c2c, 0x8dbb4e, within (p, 0, 1)), 1);
		leaf (p, x, y, out, l, r * 0.10);
		cairo_fill (p->cr);
		ink (p, 0xd7e8a4, 0.6);
		leaf (p, x, y, out, l * 0.9, r * 0.008);
		cairo_fill (p->cr);
	}
}

static void basket (Picture *p, double x, double y, double r, Goods goods, int n)
{
	shade (p, x, y, r * 1.06);
	ink (p, 0x8a5a2b, 1);
	disc (p, x, y, r, r);
	cairo_fill (p->cr);
	for (int i = 0; i < 72; i++) {
		double a = i * 2 * PI / 72;
		ink (p, i % 2 ? 0xd9aa62 : 0xa8743a, 1);
		cairo_move_to (p->cr, x + cos (a) * r * 0.86, y + sin (a) * r * 0.86);
		cairo_arc (p->cr, x, y, r, a, a + 2 * PI / 72);
		cairo_arc_negative (p->cr, x, y, r * 0.86, a + 2 * PI / 72, a);
		cairo_fill (p->cr);
	}
	ink (p, 0xe9c380, 1);
	disc (p, x, y, r * 0.93, r * 0.93);
	stroke (p, r * 0.02);
	ink (p, 0x4a2d18, 1);
	disc (p, x, y, r * 0.85, r * 0.85);
	cairo_fill (p->cr);
	for (int i = 0; i < n; i++) {
		double t = sqrt (1 - (i + 0.5) / n),
		       a = i * 2.39996; /* the golden angle spreads them evenly */
		goods (p, x + cos (a) * t * r * 0.68, y + sin (a) * t * r * 0.68, r);
	}
}

static const struct {
	Goods goods;
	int n;
} wares[] = { { chillies, 120 }, { limes, 70 },     { aubergines, 22 },
	      { corn, 17 },      { starfruit, 48 }, { greens, 34 } };

static void draw_baskets (Picture *p)
{
	static const Stop ground[] = { { 0, 0x274a5e }, { 0.5, 0x1f3c52 }, { 1, 0x1a3046 } };
	wash (p, 0, p->h, ground, COUNT (ground), 101);
	for (int x = -20; x < p->w; x += 150) {
		ink (p, 0x0f2233, 0.6);
		cairo_rectangle (p->cr, x + noise (x, 0, 3) * 20, 0, 7, p->h);
		cairo_fill (p->cr);
		for (int i = 0; i < 26; i++) {
			ink (p, i % 2 ? 0x5b8296 : 0x10263a, 0.25);
			double c0 = within (p, 1, 3), c1 = within (p, 100, 500), c2 = within (p, -0.2, 1),
			       c3 = within (p, 10, 140);
			leaf (p, x + c3, c2 * p->h, PI / 2, c1, c0);
			cairo_fill (p->cr);
		}
	}
	static const double at[][2] = { { 0.26, 0.175 }, { 0.745, 0.185 }, { 0.25, 0.495 },
					{ 0.755, 0.51 }, { 0.265, 0.82 },  { 0.745, 0.835 } };
	for (size_t i = 0; i < COUNT (at); i++)
		basket (p, at[i][0] * p->w, at[i][1] * p->h, p->w * (0.215 + 0.012 * (double) (i % 2)),
			wares[i].goods, wares[i].n);
}

static void mat (Picture *p, double x, double y, double r, uint32_t color)
{
	cairo_save (p->cr);
	cairo_translate (p->cr, x, y);
	cairo_rotate (p->cr, within (p, -0.35, 0.35));
	ink (p, 0x2a1a14, 0.3);
	cairo_rectangle (p->cr, -r + r * 0.1, -r * 0.7 + r * 0.12, r * 2, r * 1.4);
	cairo_fill (p->cr);
	ink (p, color, 1);
	cairo_rectangle (p->cr, -r, -r * 0.7, r * 2, r * 1.4);
	cairo_fill (p->cr);
	ink (p, blend (color, 0xfff2d0, 0.5), 0.7);
	for (int i = 0; i < 9; i++)
		line (p, -r, -r * 0.62 + i * r * 0.155, r, -r * 0.62 + i * r * 0.155, r * 0.02);
	cairo_restore (p->cr);
	for (int i = 0; i < 3; i++) {
		size_t c0 = next (p) % COUNT (wares);
		double c1 = within (p, -0.2, 0.2);
		basket (p, x + (i - 1) * r * 0.62, y + c1 * r, r * 0.29, wares[c0].goods, 16);
	}
}

/* Where the lane winds through the market. */
static bool in_lane (const Picture *p, double x, double y, double margin)
{
	double a = p->h * (0.44 + 0.16 * sin (x / p->w * 5.2 + 0.4)),
	       b = p->w * (0.60 + 0.06 * sin (y / p->h * 5));
	return fabs (y - a) < p->h * 0.030 + margin || fabs (x - b) < p->w * 0.018 + margin;
}

static void draw_market (Picture *p)
{
	static const Stop ground[] = { { 0, 0xcfae82 }, { 0.5, 0xc29c70 }, { 1, 0xb08a63 } };
	static const uint32_t shirts[] = { 0xb23a48, 0x2f5d83, 0x3f7d5a, 0xd98a3a,
					   0x6b4a86, 0xe7d3b0, 0x27343f };
	static const uint32_t mats[] = { 0x3f6f8a, 0xb4553d, 0x4d7d58, 0xd2a24a, 0x8c4a63 };
	wash (p, 0, p->h, ground, COUNT (ground), 111);
	for (int i = 0; i < 1500; i++) {
		ink (p, i % 2 ? 0xe6cfa4 : 0x8d6a48, 0.22);
		double c0 = within (p, 2, 12), c1 = within (p, 3, 24), c2 = within (p, 0, p->h),
		       c3 = within (p, 0, p->w);
		disc (p, c3, c2, c1, c0);
		cairo_fill (p->cr);
	}
	double step = p->h * 0.097;
	for (int j = 0; j < 13; j++)
		for (int i = 0; i < 18; i++) {
			double x = (i + (j % 2) * 0.5 - 0.3) * step * 0.98 + within (p, -0.14, 0.14) * step;
			double y = (j - 0.2) * step * 0.96 + within (p, -0.14, 0.14) * step,
			       pick = within (p, 0, 1);
			uint32_t shirt = shirts[next (p) % COUNT (shirts)],
				 cloth = mats[next (p) % COUNT (mats)];
			size_t ware = next (p) % COUNT (wares);
			if (in_lane (p, x, y, step * 0.30))
				continue;
			if (pick < 0.40)
				hat_above (p, x, y, step * within (p, 0.29, 0.35), shirt);
			else if (pick < 0.84)
				basket (p, x, y, step * within (p, 0.34, 0.43), wares[ware].goods,
					wares[ware].n / 2 + 6);
			else
				mat (p, x, y, step * 0.52, cloth);
		}
	for (int i = 0; i < 34; i++) {
		bool across = i < 22;
		double along =
			across ? (i + within (p, 0.1, 0.9)) / 22 : (i - 22 + within (p, 0.1, 0.9)) / 12;
		double off = within (p, -0.024, 0.024) * p->h;
		double x = across ? along * p->w : p->w * (0.60 + 0.06 * sin (along * 5)) + off;
		double y = across ? p->h * (0.44 + 0.16 * sin (along * 5.2 + 0.4)) + off : along * p->h;
		uint32_t shirt = shirts[next (p) % COUNT (shirts)];
		if (within (p, 0, 1) < 0.85 && (across || fabs (y - p->h * 0.44) > p->h * 0.15))
			hat_above (p, x, y, step * 0.31, shirt);
	}
}

/* The valley as an old map would show it: mountains left, sea right, landings as red dots. */
static double river_y (const Picture *p, double x)
{
	double t = x / p->w;
	return p->h * (0.34 + 0.26 * t + 0.11 * sin (t * 9.2 + 0.6) + 0.045 * sin (t * 21));
}

static void mountain (Picture *p, double x, double y, double s)
{
	cairo_move_to (p->cr, x - s, y);
	cairo_curve_to (p->cr, x - s * 0.5, y - s * 0.5, x - s * 0.25, y - s * 1.25, x, y - s * 1.3);
	cairo_curve_to (p->cr, x + s * 0.3, y - s * 1.25, x + s * 0.5, y - s * 0.5, x + s, y);
	fill_between (p, x - s, 0, x + s, 0, 0xa9bd93, 1, 0x4f7a6b, 1);
	ink (p, 0x2e5149, 0.7);
	for (int i = 0; i < 7; i++)
		leaf (p, x + s * (0.04 + 0.12 * i), y - s * (1.12 - 0.16 * i), 1.15 + 0.04 * i,
		      s * (0.75 - 0.085 * i), s * 0.02);
	cairo_fill (p->cr);
}

static void stream (Picture *p, double x, double y, double dx, double dy, double w)
{
	cairo_move_to (p->cr, x, y);
	cairo_curve_to (p->cr, x + dx * 0.2, y + dy * 0.45, x + dx * 0.9, y + dy * 0.5, x + dx, y + dy);
	stroke (p, w);
}

static void draw_map (Picture *p)
{
	static const Stop paper[] = { { 0, 0xf2e4c3 }, { 0.6, 0xeedcb4 }, { 1, 0xe4cd9f } };
	wash (p, 0, p->h, paper, COUNT (paper), 121);
	static const struct {
		double x, dx, dy;
	} brooks[] = { { 0.10, 0.08, -0.22 }, { 0.24, -0.05, 0.30 }, { 0.36, 0.10, -0.26 },
		       { 0.50, -0.07, 0.24 }, { 0.63, 0.05, -0.30 }, { 0.76, -0.06, 0.26 } };
	ink (p, 0x4a8fa3, 1);
	for (size_t i = 0; i < COUNT (brooks); i++)
		stream (p, brooks[i].x * p->w, river_y (p, brooks[i].x * p->w), brooks[i].dx * p->w,
			brooks[i].dy * p->h, 9);
	for (int pass = 0; pass < 3; pass++)
		for (int x = (int) (p->w * 0.03); x < (int) (p->w * 0.92); x += 8) {
			double t = (double) x / p->w, w = (14 + 64 * t * t) * (pass == 0   ? 1.28
									       : pass == 1 ? 1
											   : 0.4);
			ink (p, pass == 0 ? 0xfaf2d8 : pass == 1 ? 0x3f87a0 : 0x79b4bf, 1);
			line (p, x, river_y (p, x), x + 10, river_y (p, x + 10), w);
		}
	cairo_move_to (p->cr, p->w * 0.90, -10);
	for (int i = 0; i <= 60; i++)
		cairo_line_to (p->cr, p->w * (0.865 + 0.06 * layers (i / 9.0, 3, 3, 5)), p->h * i / 58.0);
	cairo_line_to (p->cr, p->w + 10, p->h + 10);
	cairo_line_to (p->cr, p->w + 10, -10);
	fill_between (p, p->w * 0.86, 0, p->w, 0, 0x4d92a6, 1, 0x2f7488, 1);
	ink (p, 0xeaf2e0, 0.7);
	for (int i = 0; i < 60; i++) {
		double x = p->w * within (p, 0.935, 1.0), y = p->h * within (p, 0, 1);
		cairo_new_sub_path (p->cr);
		cairo_arc (p->cr, x, y, 16, PI * 1.1, PI * 1.9);
		cairo_new_sub_path (p->cr);
		cairo_arc (p->cr, x + 30, y, 16, PI * 1.1, PI * 1.9);
		stroke (p, 4);
	}
	for (int i = 0; i < 46; i++) {
		double x = p->w * within (p, -0.01, 0.26), y = p->h * (0.05 + 0.92 * i / 45.0);
		if ((y < river_y (p, x) - p->h * 0.03 || y > river_y (p, x) + p->h * 0.14))
			mountain (p, x, y, within (p, 46, 84) * (1.2 - x / p->w * 1.6));
	}
	for (int i = 0; i < 150; i++) {
		double x = p->w * within (p, 0.24, 0.84), y = p->h * within (p, 0.03, 0.97),
		       d = fabs (y - river_y (p, x));
		double pick = within (p, 0, 1);
		if (d < p->h * 0.075)
			continue;
		if (pick < 0.72)
			tree (p, x, y, within (p, 13, 24), 34, 0x3d6b4c, 0xa4b865);
		else if (pick < 0.86)
			hut (p, x, y, 17);
		else if (x > p->w * 0.6)
			palm (p, x, y, 66, within (p, -0.2, 0.2), 0x2f5f4d, 0x86a850);
	}
	for (int i = 0; i < 26; i++) {
		double x = p->w * (0.055 + 0.80 * i / 25.0), side = i % 2 ? 1 : -1,
		       w = 14 + 64 * x * x / p->w / p->w;
		double y = river_y (p, x) + side * w * 0.62;
		ink (p, 0xfdf3dc, 1);
		disc (p, x, y, 17, 17);
		cairo_fill (p->cr);
		ink (p, 0xb8322f, 1);
		disc (p, x, y, 11.5, 11.5);
		cairo_fill (p->cr);
	}
	sampan (p, p->w * 0.95, p->h * 0.30, 90, 0x7a4a2c, 0x4a2a1c);
	sampan (p, p->w * 0.955, p->h * 0.82, 80, 0x7a4a2c, 0x4a2a1c);
	for (int pass = 0; pass < 2; pass++) {
		ink (p, 0x7a4a2c, 0.9);
		cairo_rectangle (p->cr, 22 + pass * 14, 22 + pass * 14, p->w - 44 - pass * 28,
				 p->h - 44 - pass * 28);
		stroke (p, pass ? 3 : 7);
	}
}

/* ---- Indoors and at night ------------------------------------------------ */

/* One cell of the figured silk: waves, paired betel leaves, lozenges, in bands. */
static int figure (int i, int j)
{
	int band = j % 64, x = i % 32;
	if (band < 3 || (band >= 22 && band < 25) || (band >= 46 && band < 49))
		return band % 3 == 1 ? 3 : 2;
	if (band < 22) {
		double crest = 12 + 5 * sin (i * 2 * PI / 32.0);
		int d = (int) fabs (band - crest);
		return d < 1 ? 3 : d == 3 || d == 4 ? 1 : 0;
	}
	if (band < 46) {
		double u = fabs (x - 16.0) - 8, v = band - 35.0;
		double edge = 6.2 * sqrt (clamp (1 - pow ((v + 1) / 10, 2), 0, 1)) * (v < 0 ? 1 : 1 - v / 12);
		if (fabs (u) > edge)
			return 0;
		return fabs (u) < 0.8                    ? 2
		       : fabs (fabs (u) - edge) < 1.3    ? 3
		       : ((int) (v + fabs (u)) & 3) == 0 ? 2
							 : 1;
	}
	int d = abs (i % 16 - 8) + abs (band - 56);
	return d == 6 || d == 2 ? 3 : d < 2 ? 2 : d < 6 ? 1 : 0;
}

static void silk (Picture *p, double x0, double y0, double x1, double y1, double cell)
{
	static const uint32_t yarn[] = { 0x8e1f2f, 0x1f3f6b, 0xf0b23e, 0xf7e6c4 };
	for (int j = 0; y0 + j * cell < y1; j++)
		for (int i = 0; x0 + i * cell < x1; i++) {
			double x = x0 + i * cell, y = y0 + j * cell,
			       sheen = layers (x / 500, y / 300, 2, 131) - 0.5;
			uint32_t c = blend (yarn[figure (i, j)], 0xffffff, clamp (0.12 + 0.5 * sheen, 0, 1));
			ink (p, blend (c, 0x2a0d14, 0.35), 1);
			cairo_rectangle (p->cr, x, y, cell + 0.5, cell + 0.5);
			cairo_fill (p->cr);
			ink (p, c, 1);
			cairo_rectangle (p->cr, x + ((i + j) % 2 ? 0.4 : 1), y + cell * 0.12, cell * 0.86,
					 cell * 0.74);
			cairo_fill (p->cr);
		}
}

static void beam (Picture *p, double x, double y, double w, double h, uint32_t color)
{
	ink (p, 0x1c0f0a, 0.35);
	cairo_rectangle (p->cr, x + 12, y + 16, w, h);
	cairo_fill (p->cr);
	cairo_rectangle (p->cr, x, y, w, h);
	if (w > h)
		fill_between (p, 0, y, 0, y + h, blend (color, 0xffdca0, 0.35), 1,
			      blend (color, 0x1c0f0a, 0.45), 1);
	else
		fill_between (p, x, 0, x + w, 0, blend (color, 0xffdca0, 0.35), 1,
			      blend (color, 0x1c0f0a, 0.45), 1);
	cairo_save (p->cr);
	cairo_rectangle (p->cr, x, y, w, h);
	cairo_clip (p->cr);
	for (int i = 0; i < 60; i++) {
		ink (p, i % 2 ? 0x3a2012 : 0xe6b878, 0.22);
		double c0 = within (p, 1, 3), c1 = within (p, 80, 420), c2 = within (p, -0.1, 1),
		       c3 = within (p, -0.1, 1);
		leaf (p, x + c3 * w, y + c2 * h, w > h ? 0 : PI / 2, c1, c0);
		cairo_fill (p->cr);
	}
	cairo_restore (p->cr);
}

static void draw_loom (Picture *p)
{
	static const Stop room[] = { { 0, 0x3b4a45 }, { 0.5, 0x57604f }, { 1, 0x2f302a } };
	double left = p->w * 0.13, right = p->w * 0.87, fell = p->h * 0.52;
	wash (p, 0, p->h, room, COUNT (room), 133);
	glow (p, p->w * 0.5, p->h * 0.15, p->w * 0.55, 0xf7dd9c, 0.7);
	for (int i = 0; i < 230; i++) {
		double x = left + (right - left) * (i + 0.5) / 230,
		       top = p->w * 0.5 + (x - p->w * 0.5) * 0.93;
		ink (p, i % 5 == 0 ? 0xe2b45c : blend (0xf8ecd0, 0xd9c39a, within (p, 0, 1)), 0.95);
		line (p, top, p->h * 0.10, x, fell + 4, 2.6);
	}
	for (int k = 0; k < 2; k++)
		beam (p, left - 40, p->h * (0.235 + 0.06 * k), right - left + 80, p->h * 0.018, 0x8f5f35);
	ink (p, 0x5c4128, 0.7);
	for (int i = 0; i < 230; i++)
		line (p, left + (right - left) * (i + 0.5) / 230, p->h * 0.395,
		      left + (right - left) * (i + 0.5) / 230, p->h * 0.465, 2);
	beam (p, left - 70, p->h * 0.365, right - left + 140, p->h * 0.034, 0x9c6a3a);
	beam (p, left - 70, p->h * 0.462, right - left + 140, p->h * 0.026, 0x9c6a3a);
	silk (p, left, fell, right, p->h * 0.92, (right - left) / 192);
	ink (p, 0xf3d9a0, 1);
	cairo_move_to (p->cr, p->w * 0.62, p->h * 0.503);
	cairo_curve_to (p->cr, p->w * 0.72, p->h * 0.492, p->w * 0.84, p->h * 0.51, p->w * 0.93,
			p->h * 0.575);
	stroke (p, 4);
	leaf (p, p->w * 0.40, p->h * 0.506, 0, p->w * 0.24, p->h * 0.038);
	fill_between (p, 0, p->h * 0.48, 0, p->h * 0.53, 0xc98d4c, 1, 0x6b3d1c, 1);
	leaf (p, p->w * 0.465, p->h * 0.504, 0, p->w * 0.11, p->h * 0.014);
	ink (p, 0x8e1f2f, 1);
	cairo_fill (p->cr);
	beam (p, p->w * 0.035, p->h * 0.02, p->w * 0.055, p->h * 1.0, 0x7d4e2a);
	beam (p, p->w * 0.91, p->h * 0.02, p->w * 0.055, p->h * 1.0, 0x7d4e2a);
	beam (p, p->w * -0.02, p->h * 0.055, p->w * 1.04, p->h * 0.065, 0x8b5a31);
	beam (p, p->w * -0.02, p->h * 0.895, p->w * 1.04, p->h * 0.075, 0x8b5a31);
}

/* A roof falling toward the reader: rows of round tiles, every tile its own tone. */
static void roof (Picture *p, double x0, double x1, double y0, double y1, double slope, double tile,
		  uint32_t a, uint32_t b)
{
	double inset = (y1 - y0) * slope;
	ink (p, blend (a, 0x0d141a, 0.6), 1);
	cairo_move_to (p->cr, x0 + inset, y0);
	cairo_line_to (p->cr, x1 - inset, y0);
	cairo_line_to (p->cr, x1, y1);
	cairo_line_to (p->cr, x0, y1);
	cairo_fill (p->cr);
	int rows = (int) ((y1 - y0) / (tile * 0.72));
	for (int j = 0; j <= rows; j++) {
		double t = (double) j / rows, y = y0 + (y1 - y0) * t, from = x0 + inset * (1 - t),
		       to = x1 - inset * (1 - t);
		int n = (int) ((x1 - x0) / tile);
		for (int i = 0; i < n; i++) {
			double w = (to - from) / n, x = from + (i + 0.5 * (j % 2)) * w;
			if (x + w > to + 1)
				continue;
			ink (p, blend (a, b, within (p, 0, 1) * 0.85), 1);
			cairo_move_to (p->cr, x + w * 0.03, y - tile * 0.42);
			cairo_line_to (p->cr, x + w * 0.97, y - tile * 0.42);
			cairo_line_to (p->cr, x + w * 0.97, y);
			cairo_curve_to (p->cr, x + w * 0.9, y + tile * 0.42, x + w * 0.1, y + tile * 0.42,
					x + w * 0.03, y);
			cairo_fill (p->cr);
			ink (p, 0xf0dcc4, 0.18);
			leaf (p, x + w * 0.2, y + tile * 0.16, 0, w * 0.6, tile * 0.08);
			cairo_fill (p->cr);
		}
	}
	ink (p, blend (b, 0xf5e2c8, 0.3), 1);
	cairo_rectangle (p->cr, x0 + inset - tile * 0.4, y0 - tile * 0.8, x1 - x0 - 2 * inset + tile * 0.8,
			 tile * 0.75);
	cairo_fill (p->cr);
}

static void house (Picture *p, double x0, double x1, double y, double wall, uint32_t plaster, bool lit)
{
	cairo_rectangle (p->cr, x0, y, x1 - x0, wall);
	fill_between (p, 0, y, 0, y + wall, blend (plaster, 0x2c3a42, 0.45), 1, plaster, 1);
	double wx = x0 + (x1 - x0) * 0.42, ww = wall * 0.55, wy = y + wall * 0.27, wh = wall * 0.55;
	ink (p, lit ? 0xffd27a : 0x2d4149, 1);
	cairo_rectangle (p->cr, wx, wy, ww, wh);
	cairo_fill (p->cr);
	ink (p, 0x3b2a22, 1);
	cairo_rectangle (p->cr, wx, wy, ww, wh);
	stroke (p, wall * 0.04);
	line (p, wx + ww / 2, wy, wx + ww / 2, wy + wh, wall * 0.025);
	line (p, wx, wy + wh / 2, wx + ww, wy + wh / 2, wall * 0.025);
	if (lit)
		glow (p, wx + ww / 2, wy + wh / 2, wall * 1.7, 0xffc768, 0.65);
}

static void draw_rain (Picture *p)
{
	static const Stop sky[] = { { 0, 0x5f7880 }, { 0.6, 0x93a5a2 }, { 1, 0xb9c0b2 } };
	wash (p, 0, p->h, sky, COUNT (sky), 141);
	ridge (p, p->h * 0.30, p->h * 0.20, 640, 143, 0x7b9296, 0xa9b4ac);
	for (int i = 0; i < 9; i++)
		tree (p, p->w * (0.02 + 0.125 * i), p->h * 0.27, p->h * within (p, 0.05, 0.10), 240, 0x3c5a58,
		      0x80988a);
	roof (p, p->w * 0.05, p->w * 0.38, p->h * 0.22, p->h * 0.32, 0.5, 24, 0x7a564c, 0xa37a68);
	house (p, p->w * 0.08, p->w * 0.35, p->h * 0.32, p->h * 0.10, 0xb3aa94, false);
	roof (p, p->w * 0.55, p->w * 0.96, p->h * 0.24, p->h * 0.36, 0.5, 27, 0x744c42, 0xa8735c);
	house (p, p->w * 0.59, p->w * 0.92, p->h * 0.36, p->h * 0.10, 0xb3aa94, false);
	for (int i = 0; i < 4; i++)
		tree (p, p->w * (0.42 + 0.04 * i), p->h * 0.40, p->h * 0.08, 260, 0x1f4443, 0x6f8f74);
	roof (p, p->w * 0.20, p->w * 0.72, p->h * 0.37, p->h * 0.55, 0.45, 38, 0x6b352b, 0xb0664a);
	house (p, p->w * 0.25, p->w * 0.67, p->h * 0.55, p->h * 0.15, 0xc2b596, true);
	for (int i = 0; i < 5; i++)
		tree (p, p->w * (0.76 + 0.06 * i), p->h * 0.60, p->h * 0.12, 420, 0x173b3a, 0x5f8662);
	for (int i = 0; i < 3; i++)
		tree (p, p->w * (0.02 + 0.06 * i), p->h * 0.60, p->h * 0.11, 400, 0x173b3a, 0x5f8662);
	roof (p, p->w * -0.10, p->w * 0.50, p->h * 0.67, p->h * 1.02, 0.32, 58, 0x582a24, 0xa4543c);
	roof (p, p->w * 0.52, p->w * 1.12, p->h * 0.72, p->h * 1.02, 0.32, 62, 0x5c2b22, 0xb45f40);
	cairo_rectangle (p->cr, 0, 0, p->w, p->h);
	fill_between (p, 0, 0, 0, p->h, 0x8fa3a4, 0.30, 0x1d3644, 0.22);
	for (int i = 0; i < 1300; i++) {
		double z = within (p, 0, 1), x = within (p, -0.05, 1.15) * p->w,
		       y = within (p, -0.1, 1) * p->h;
		ink (p, 0xe4efec, 0.16 + 0.32 * z);
		leaf (p, x, y, PI / 2 + 0.22, 40 + 130 * z, 0.8 + 1.8 * z);
		cairo_fill (p->cr);
	}
	ink (p, 0xf2f6ef, 0.55);
	for (int i = 0; i < 140; i++) {
		double x = within (p, 0, p->w), y = p->h * within (p, 0.66, 1);
		for (int k = -1; k <= 1; k++)
			leaf (p, x, y, -PI / 2 + k * 0.6, within (p, 8, 22), 1.6);
	}
	cairo_fill (p->cr);
}

static void book (Picture *p, double x, double y, double w, double h, uint32_t cover)
{
	ink (p, 0x1a0d0a, 0.3);
	cairo_rectangle (p->cr, x + 10, y + 8, w, h);
	cairo_fill (p->cr);
	cairo_rectangle (p->cr, x, y, w, h);
	fill_between (p, 0, y, 0, y + h, blend (cover, 0xffe8c0, 0.25), 1, blend (cover, 0x120a0a, 0.35), 1);
	ink (p, 0xf0cf84, 0.85);
	for (int i = 0; i < 4; i++) {
		cairo_rectangle (p->cr, x + w * (0.06 + (i % 2) * 0.03 + (i / 2) * 0.70), y + h * 0.06,
				 w * 0.012, h * 0.88);
		cairo_fill (p->cr);
	}
	leaf (p, x + w * 0.28, y + h * 0.5, 0, w * 0.32, h * 0.22);
	cairo_fill (p->cr);
}

static void open_book (Picture *p, double x, double y, double s)
{
	for (int side = -1; side <= 1; side += 2) {
		for (int k = 4; k >= 0; k--) {
			double d = k * s * 0.018;
			cairo_move_to (p->cr, x, y + d);
			cairo_curve_to (p->cr, x + side * s * 0.25, y - s * 0.13 + d, x + side * s * 0.6,
					y - s * 0.11 + d, x + side * s * 0.82, y - s * 0.02 + d);
			cairo_line_to (p->cr, x + side * s * 1.0, y + s * 0.36 + d);
			cairo_curve_to (p->cr, x + side * s * 0.7, y + s * 0.27 + d, x + side * s * 0.3,
					y + s * 0.27 + d, x, y + s * 0.42 + d);
			cairo_close_path (p->cr);
			if (k == 4)
				fill_between (p, x - s, 0, x + s, 0, 0x7a2a2a, 1, 0x5a1e22, 1);
			else
				fill_between (p, x, 0, x + side * s, 0, k ? 0xc9b184 : 0xd8c190, 1, 0xfdf3d4,
					      1);
		}
		ink (p, 0x5d4a38, 0.55);
		for (int i = 0; i < 9; i++) {
			double t = (i + 1.3) / 11.5, x0 = x + side * s * (0.09 + 0.015 * t),
			       x1 = x + side * s * (0.72 + 0.16 * t);
			double wide = i == 4 || i == 8 ? 0.55 : 1;
			cairo_move_to (p->cr, x0, y + s * (-0.02 + 0.39 * t));
			cairo_curve_to (p->cr, x0 + (x1 - x0) * 0.3, y + s * (-0.10 + 0.37 * t),
					x0 + (x1 - x0) * 0.6 * wide, y + s * (-0.10 + 0.37 * t),
					x0 + (x1 - x0) * wide,
					y + s * (-0.035 + 0.36 * t) - (1 - wide) * s * 0.04);
			stroke (p, s * 0.008);
		}
	}
}

static void teapot (Picture *p, double x, double y, double s, uint32_t color)
{
	uint32_t dark = blend (color, 0x0a1418, 0.55), light = blend (color, 0xfff3d8, 0.5);
	ink (p, dark, 1);
	cairo_move_to (p->cr, x - s * 0.4, y - s * 0.5);
	cairo_curve_to (p->cr, x - s * 0.5, y - s * 1.35, x + s * 0.5, y - s * 1.35, x + s * 0.4,
			y - s * 0.5);
	stroke (p, s * 0.06);
	cairo_move_to (p->cr, x + s * 0.35, y - s * 0.15);
	cairo_curve_to (p->cr, x + s * 0.65, y - s * 0.2, x + s * 0.62, y - s * 0.55, x + s * 0.85,
			y - s * 0.62);
	stroke (p, s * 0.13);
	disc (p, x, y - s * 0.3, s * 0.52, s * 0.37);
	fill_between (p, x - s * 0.5, 0, x + s * 0.55, 0, light, 1, dark, 1);
	disc (p, x, y - s * 0.63, s * 0.22, s * 0.08);
	fill_between (p, x - s * 0.2, 0, x + s * 0.2, 0, light, 1, dark, 1);
	disc (p, x, y - s * 0.74, s * 0.06, s * 0.06);
	cairo_fill (p->cr);
	ink (p, 0x2b5a8a, 0.8);
	for (int i = 0; i < 6; i++)
		leaf (p, x - s * 0.05, y - s * 0.25, i * PI / 3, s * 0.24, s * 0.05);
	cairo_fill (p->cr);
}

static void lamp (Picture *p, double x, double y, double s)
{
	glow (p, x, y - s * 1.15, s * 4.2, 0xffc25e, 0.75);
	ink (p, 0x8a6a2c, 1);
	disc (p, x, y - s * 0.05, s * 0.42, s * 0.12);
	cairo_fill (p->cr);
	disc (p, x, y - s * 0.38, s * 0.36, s * 0.28);
	fill_between (p, x - s * 0.4, 0, x + s * 0.4, 0, 0xf2cf78, 1, 0x7a5420, 1);
	ink (p, 0x6b4a1c, 1);
	cairo_rectangle (p->cr, x - s * 0.16, y - s * 0.78, s * 0.32, s * 0.16);
	cairo_fill (p->cr);
	cairo_move_to (p->cr, x - s * 0.16, y - s * 0.78);
	cairo_curve_to (p->cr, x - s * 0.5, y - s * 1.15, x - s * 0.14, y - s * 1.4, x - s * 0.15,
			y - s * 1.95);
	cairo_line_to (p->cr, x + s * 0.15, y - s * 1.95);
	cairo_curve_to (p->cr, x + s * 0.14, y - s * 1.4, x + s * 0.5, y - s * 1.15, x + s * 0.16,
			y - s * 0.78);
	ink (p, 0xfff0c8, 0.42);
	cairo_fill (p->cr);
	leaf (p, x, y - s * 0.78, -PI / 2, s * 0.6, s * 0.16);
	fill_between (p, 0, y - s * 1.4, 0, y - s * 0.78, 0xfffbe0, 1, 0xff9a2e, 1);
}

static void draw_books (Picture *p)
{
	static const Stop wall[] = { { 0, 0x4d3a33 }, { 1, 0x7a5540 } };
	static const Stop table[] = { { 0, 0x9a6238 }, { 1, 0x55301f } };
	static const Stop night[] = { { 0, 0x10264a }, { 0.7, 0x2c5577 }, { 1, 0x5b8494 } };
	double edge = p->h * 0.60;
	wash (p, 0, edge, wall, COUNT (wall), 151);
	double wx = p->w * 0.10, wy = p->h * 0.06, ww = p->w * 0.38, wh = p->h * 0.44;
	cairo_save (p->cr);
	cairo_rectangle (p->cr, wx, wy, ww, wh);
	cairo_clip (p->cr);
	cairo_pattern_t *sky = cairo_pattern_create_linear (0, wy, 0, wy + wh);
	for (size_t i = 0; i < COUNT (night); i++)
		add_stop (sky, night[i].at, night[i].color, 1);
	cairo_set_source (p->cr, sky);
	cairo_paint (p->cr);
	cairo_pattern_destroy (sky);
	ink (p, 0xf6ecc4, 1);
	disc (p, wx + ww * 0.68, wy + wh * 0.28, 38, 38);
	cairo_fill (p->cr);
	ridge (p, wy + wh * 0.95, p->h * 0.14, 300, 153, 0x17365a, 0x33597a);
	palm (p, wx + ww * 0.22, wy + wh * 1.1, wh * 0.85, 0.1, 0x081730, 0x1d3c58);
	cairo_restore (p->cr);
	beam (p, wx - 26, wy - 26, ww + 52, 30, 0x5f3c26);
	beam (p, wx - 26, wy + wh - 4, ww + 52, 38, 0x5f3c26);
	beam (p, wx - 26, wy - 20, 30, wh + 30, 0x5f3c26);
	beam (p, wx + ww - 4, wy - 20, 30, wh + 30, 0x5f3c26);
	beam (p, wx + ww / 2 - 9, wy, 18, wh, 0x5f3c26);
	wash (p, edge, p->h, table, COUNT (table), 155);
	for (int i = 0; i < 170; i++) {
		ink (p, i % 2 ? 0xd9a468 : 0x3a1f14, 0.2);
		double c0 = within (p, 1, 4), c1 = within (p, 150, 700), c2 = within (p, 0, 1),
		       c3 = within (p, -0.2, 1);
		leaf (p, c3 * p->w, edge + c2 * (p->h - edge), 0, c1, c0);
		cairo_fill (p->cr);
	}
	static const struct {
		double x, w, h;
		uint32_t color;
	} pile[] = { { 0.56, 0.34, 0.075, 0x8c2f33 },
		     { 0.585, 0.31, 0.055, 0x2f5d6b },
		     { 0.55, 0.33, 0.085, 0xc18a3a },
		     { 0.60, 0.28, 0.05, 0x4f6b45 },
		     { 0.575, 0.29, 0.07, 0x5b3a63 } };
	double y = p->h * 0.72;
	for (size_t i = 0; i < COUNT (pile); i++) {
		y -= pile[i].h * p->h;
		book (p, pile[i].x * p->w, y, pile[i].w * p->w, pile[i].h * p->h, pile[i].color);
	}
	teapot (p, p->w * 0.715, y + 4, p->h * 0.20, 0xcfd8cf);
	lamp (p, p->w * 0.47, p->h * 0.70, p->h * 0.17);
	open_book (p, p->w * 0.30, p->h * 0.74, p->w * 0.20);
	ink (p, 0x1a0d0a, 0.3);
	disc (p, p->w * 0.665, p->h * 0.90, 66, 20);
	cairo_fill (p->cr);
	cairo_move_to (p->cr, p->w * 0.63, p->h * 0.81);
	cairo_curve_to (p->cr, p->w * 0.633, p->h * 0.92, p->w * 0.687, p->h * 0.92, p->w * 0.69,
			p->h * 0.81);
	fill_between (p, p->w * 0.63, 0, p->w * 0.69, 0, 0xf4efdc, 1, 0x7f9391, 1);
	ink (p, 0x8a4f20, 1);
	disc (p, p->w * 0.66, p->h * 0.812, p->w * 0.029, p->h * 0.012);
	cairo_fill (p->cr);
	for (int i = 0; i < 5; i++) {
		ink (p, 0x6f8f3f, 1);
		leaf (p, p->w * 0.86, p->h * 0.86, -0.4 + i * 0.55, p->w * 0.05, p->w * 0.008);
		cairo_fill (p->cr);
	}
	for (int i = 0; i < 3; i++)
		round_goods (p, p->w * (0.82 + 0.045 * i), p->h * (0.87 + 0.02 * (i % 2)), p->w * 0.024,
			     0xb8561c, 0xf2a23c);
}

static void lantern (Picture *p, double x, double y, double r, uint32_t color)
{
	glow (p, x, y, r * 3.4, color, 0.55);
	ink (p, 0x1c1020, 1);
	double t = x / p->w, u = 1 - t;
	line (p, x, p->h * (0.02 * u * u * u + 0.42 * t * u * u + 0.39 * t * t * u + 0.01 * t * t * t), x,
	      y - r, r * 0.05);
	cairo_pattern_t *skin = cairo_pattern_create_radial (x, y + r * 0.15, r * 0.1, x, y, r * 1.1);
	add_stop (skin, 0, 0xfff2b8, 1);
	add_stop (skin, 0.45, blend (color, 0xffe08a, 0.35), 1);
	add_stop (skin, 1, blend (color, 0x4a0f14, 0.35), 1);
	disc (p, x, y, r, r * 0.84);
	cairo_set_source (p->cr, skin);
	cairo_fill (p->cr);
	cairo_pattern_destroy (skin);
	ink (p, blend (color, 0x3a0a10, 0.6), 0.7);
	for (int i = -3; i <= 3; i++) {
		disc (p, x, y, r * abs (i) / 3.6 + 0.01, r * 0.84);
		stroke (p, r * 0.025);
	}
	ink (p, 0x3a1a14, 1);
	cairo_rectangle (p->cr, x - r * 0.3, y - r * 0.95, r * 0.6, r * 0.15);
	cairo_rectangle (p->cr, x - r * 0.3, y + r * 0.80, r * 0.6, r * 0.13);
	cairo_fill (p->cr);
	ink (p, 0xf0b23e, 1);
	for (int i = -2; i <= 2; i++)
		line (p, x + i * r * 0.09, y + r * 0.93, x + i * r * 0.12, y + r * 1.5, r * 0.04);
}

static void floating_light (Picture *p, double x, double y, double s, uint32_t color)
{
	glow (p, x, y - s * 0.2, s * 3.2, color, 0.6);
	for (int i = 0; i < 14; i++) {
		double t = i / 14.0, wide = s * (1.2 - t) * within (p, 0.4, 1);
		ink (p, blend (0xfff0b0, color, t), 0.55 * (1 - t));
		leaf (p, x - wide + within (p, -0.2, 0.2) * s, y + s * (0.35 + 3.4 * t), 0, wide * 2,
		      s * 0.11);
		cairo_fill (p->cr);
	}
	for (int i = 0; i < 7; i++) {
		double k = i - 3.0, a = -PI / 2 + k * 0.42;
		leaf (p, x + k * s * 0.16, y + s * 0.2, a, s * (0.95 - 0.04 * k * k), s * 0.3);
		fill_between (p, x, y + s * 0.2, x, y - s * 0.9, 0xffe9a0, 1, color, 1);
	}
	leaf (p, x, y + s * 0.1, -PI / 2, s * 0.75, s * 0.14);
	ink (p, 0xfffbe2, 1);
	cairo_fill (p->cr);
}

static void draw_lanterns (Picture *p)
{
	static const Stop night[] = {
		{ 0, 0x0d1430 }, { 0.5, 0x1f2350 }, { 0.85, 0x4a3260 }, { 1, 0x6f4562 }
	};
	static const uint32_t colors[] = { 0xe8542e, 0xf08a2c, 0xd9385a, 0xf2b23c };
	int shore = (int) (p->h * 0.46);
	wash (p, 0, shore, night, COUNT (night), 161);
	ridge (p, p->h * 0.445, p->h * 0.11, 420, 163, 0x2c2750, 0x573a60);
	ridge (p, p->h * 0.46, p->h * 0.05, 220, 167, 0x17183a, 0x2f2647);
	for (int i = 0; i < 26; i++) {
		double x = p->w * within (p, 0, 1), y = p->h * within (p, 0.428, 0.455);
		glow (p, x, y, 26, 0xffc46a, 0.8);
		ink (p, 0xfff0c0, 1);
		disc (p, x, y, 3, 3);
		cairo_fill (p->cr);
	}
	mirror (p, shore, 0x0a1030, 0.25, 0.85, 165);
	ripples (p, shore + 20, p->h, 160, 0x5a4676, 0.35);
	for (int i = 0; i < 42; i++) {
		double t = i / 41.0, y = shore + 16 + (p->h * 0.95 - shore) * t * t;
		double drift = p->w * (0.52 + (0.06 + 0.30 * t) * sin (t * 7.5 + 0.5) +
				       0.17 * t * within (p, -1, 1));
		floating_light (p, drift, y, 7 + 62 * t * t, colors[next (p) % COUNT (colors)]);
	}
	ink (p, 0x0a0c20, 1);
	cairo_move_to (p->cr, -10, p->h * 0.02);
	cairo_curve_to (p->cr, p->w * 0.3, p->h * 0.14, p->w * 0.7, p->h * 0.13, p->w + 10, p->h * 0.01);
	stroke (p, 7);
	static const double hung[][4] = { { 0.12, 0.155, 0.085, 0 },
					  { 0.34, 0.235, 0.105, 1 },
					  { 0.585, 0.21, 0.095, 2 },
					  { 0.83, 0.17, 0.115, 3 } };
	for (size_t i = 0; i < COUNT (hung); i++)
		lantern (p, hung[i][0] * p->w, hung[i][1] * p->h, hung[i][2] * p->w,
			 colors[(int) hung[i][3]]);
}

/* ---- Landing, bridge, garden --------------------------------------------- */

static void bridge (Picture *p, double y, double from, double to, uint32_t color)
{
	double span = (to - from) / 3;
	ink (p, color, 1);
	cairo_rectangle (p->cr, from - 40, y, to - from + 80, p->h * 0.030);
	cairo_fill (p->cr);
	for (int i = 0; i <= 3; i++) {
		double x = from + span * i;
		for (int k = -1; k <= 1; k++)
			line (p, x + k * 26, y, x + k * 46, y + p->h * 0.34, 17);
		line (p, x - 54, y + p->h * 0.16, x + 54, y + p->h * 0.16, 11);
		line (p, x - 40, y + p->h * 0.04, x + 50, y + p->h * 0.16, 8);
	}
	for (int i = 0; i < 3; i++) {
		double x = from + span * i;
		cairo_move_to (p->cr, x + 20, y + p->h * 0.15);
		cairo_curve_to (p->cr, x + span * 0.3, y + p->h * 0.02, x + span * 0.7, y + p->h * 0.02,
				x + span - 20, y + p->h * 0.15);
		stroke (p, 12);
		for (int k = 0; k <= 9; k++)
			line (p, x + span * k / 9, y - p->h * 0.075, x + span * k / 9, y, 6);
	}
	line (p, from - 40, y - p->h * 0.075, to + 40, y - p->h * 0.075, 9);
	line (p, from - 40, y - p->h * 0.038, to + 40, y - p->h * 0.038, 5);
}

static void draw_bridge (Picture *p)
{
	static const Stop sky[] = { { 0, 0x4a3a6b }, { 0.4, 0x96628a }, { 0.75, 0xe79a86 }, { 1, 0xfbd29a } };
	static const Dress dusk = { 0x2a2140, 0x201a34, 0x2a2140, 0x3a2c4e, 0x2a2140 };
	int shore = (int) (p->h * 0.68);
	double deck = p->h * 0.43;
	wash (p, 0, shore, sky, COUNT (sky), 171);
	glow (p, p->w * 0.30, p->h * 0.58, p->w * 0.28, 0xffe9b4, 0.85);
	ink (p, 0xfff0c4, 1);
	disc (p, p->w * 0.30, p->h * 0.585, p->h * 0.085, p->h * 0.085);
	cairo_fill (p->cr);
	for (int i = 0; i < 22; i++) {
		ink (p, i % 2 ? 0xf7b89a : 0x5d4477, 0.3);
		double c0 = within (p, 4, 13), c1 = within (p, 250, 800), c2 = within (p, 0.05, 0.4),
		       c3 = within (p, -0.1, 0.9);
		leaf (p, c3 * p->w, c2 * p->h, 0, c1, c0);
		cairo_fill (p->cr);
	}
	ridge (p, p->h * 0.66, p->h * 0.28, 640, 173, 0xb0728a, 0xf1b492);
	ridge (p, p->h * 0.685, p->h * 0.15, 420, 177, 0x6b4a74, 0xc5828a);
	bridge (p, deck, p->w * 0.07, p->w * 0.93, 0x2a2140);
	static const double people[] = { 0.13, 0.20, 0.36, 0.40, 0.52, 0.67, 0.74, 0.78, 0.87 };
	for (size_t i = 0; i < COUNT (people); i++) {
		double h = p->h * (0.17 + 0.018 * (double) (i % 3)), x = people[i] * p->w;
		person (p, x, deck + 4, h, 0.03, x + h * 0.2, deck - h * 0.42, &dusk);
		if (i % 4 == 1)
			bicycle (p, x + h * 0.36, deck + 4, h * 0.52, 0x2a2140);
		if (i % 4 != 2)
			continue;
		ink (p, 0x2a2140, 1);
		line (p, x - h * 0.62, deck - h * 0.68, x + h * 0.62, deck - h * 0.70, h * 0.03);
		for (int k = -1; k <= 1; k += 2) {
			line (p, x + k * h * 0.6, deck - h * 0.68, x + k * h * 0.72, deck - h * 0.2,
			      h * 0.014);
			line (p, x + k * h * 0.6, deck - h * 0.68, x + k * h * 0.46, deck - h * 0.2,
			      h * 0.014);
			disc (p, x + k * h * 0.59, deck - h * 0.19, h * 0.17, h * 0.085);
			cairo_fill (p->cr);
		}
	}
	mirror (p, shore, 0x3d2c5c, 0.15, 0.65, 175);
	ripples (p, shore + 6, p->h, 150, 0xfcd6a4, 0.45);
	ripples (p, shore + 20, p->h, 120, 0x2a2048, 0.35);
	afloat (p, ferryman, p->w * 0.62, p->h * 0.835, p->w * 0.13, 0x3a2a48, &dusk, 0x7a5577);
	reeds (p, 0, p->h + 8, p->w * 0.07, p->h * 0.5, 50, 0x1a1430, 0x4a3658);
	tree (p, p->w * 0.985, p->h * 0.52, p->h * 0.26, 700, 0x1d1834, 0x5a3f5e);
	birds (p, p->w * 0.44, p->h * 0.12, 22, 7, 0x3a2c52);
}

/* A boat seen from its high bow. */
static void bow (Picture *p, double x, double y, double s, uint32_t color, uint32_t trim)
{
	cairo_move_to (p->cr, x, y - s * 1.05);
	cairo_curve_to (p->cr, x - s * 0.12, y - s * 0.72, x - s * 0.43, y - s * 0.62, x - s * 0.48,
			y - s * 0.50);
	cairo_curve_to (p->cr, x - s * 0.42, y - s * 0.15, x - s * 0.25, y, x, y + s * 0.02);
	cairo_close_path (p->cr);
	fill_between (p, x - s * 0.48, 0, x, 0, blend (color, 0x0c1418, 0.35), 1,
		      blend (color, 0xfff0cf, 0.12), 1);
	cairo_move_to (p->cr, x, y - s * 1.05);
	cairo_curve_to (p->cr, x + s * 0.12, y - s * 0.72, x + s * 0.43, y - s * 0.62, x + s * 0.48,
			y - s * 0.50);
	cairo_curve_to (p->cr, x + s * 0.42, y - s * 0.15, x + s * 0.25, y, x, y + s * 0.02);
	cairo_close_path (p->cr);
	fill_between (p, x, 0, x + s * 0.48, 0, blend (color, 0xfff0cf, 0.35), 1,
		      blend (color, 0x0c1418, 0.15), 1);
	ink (p, blend (color, 0x0c1418, 0.6), 0.5);
	for (int i = 1; i < 5; i++)
		for (int side = -1; side <= 1; side += 2) {
			double t = i / 5.0;
			cairo_move_to (p->cr, x, y - s * (1.0 - t * 0.98));
			cairo_curve_to (p->cr, x + side * s * 0.1, y - s * (0.7 - 0.62 * t),
					x + side * s * 0.32 * (1 - 0.25 * t), y - s * (0.58 - 0.5 * t),
					x + side * s * (0.46 - 0.16 * t), y - s * (0.48 - 0.36 * t));
			stroke (p, s * 0.008);
		}
	ink (p, trim, 1);
	cairo_move_to (p->cr, x - s * 0.48, y - s * 0.50);
	cairo_curve_to (p->cr, x - s * 0.43, y - s * 0.62, x - s * 0.12, y - s * 0.72, x, y - s * 1.06);
	cairo_curve_to (p->cr, x + s * 0.12, y - s * 0.72, x + s * 0.43, y - s * 0.62, x + s * 0.48,
			y - s * 0.50);
	stroke (p, s * 0.035);
	for (int side = -1; side <= 1; side += 2) {
		double ex = x + side * s * 0.10, ey = y - s * 0.68;
		ink (p, trim, 1);
		leaf (p, ex - side * s * 0.02, ey - s * 0.01, side > 0 ? 0.55 : PI - 0.55, s * 0.27,
		      s * 0.10);
		cairo_fill (p->cr);
		ink (p, 0xfaf3dc, 1);
		leaf (p, ex, ey, side > 0 ? 0.55 : PI - 0.55, s * 0.22, s * 0.065);
		cairo_fill (p->cr);
		ink (p, 0x14181c, 1);
		disc (p, ex + side * s * 0.085, ey + s * 0.052, s * 0.024, s * 0.026);
		cairo_fill (p->cr);
	}
}

static void draw_boats (Picture *p)
{
	static const Stop sky[] = { { 0, 0x9fc4c4 }, { 0.55, 0xdfe0c4 }, { 1, 0xf8dfb2 } };
	static const uint32_t hulls[] = { 0x2f6f7c, 0xb4482f, 0x3d6b4a, 0xc58a35, 0x2c4a78 };
	static const uint32_t trims[] = { 0xe8b64c, 0xf3e2b6, 0xd9503a, 0x2f5a66, 0xe5643c };
	int shore = (int) (p->h * 0.66);
	wash (p, 0, shore, sky, COUNT (sky), 181);
	glow (p, p->w * 0.22, p->h * 0.26, p->w * 0.4, 0xfff3cc, 0.8);
	ridge (p, p->h * 0.42, p->h * 0.22, 600, 183, 0x93b3b0, 0xe9e2c4);
	ridge (p, p->h * 0.46, p->h * 0.13, 420, 187, 0x608c8c, 0xd6d8ba);
	haze (p, p->h * 0.44, p->h * 0.06, 0xfaf0d4, 0.7);
	for (int i = 0; i < 13; i++) {
		double c0 = within (p, -0.2, 0.2), c1 = within (p, 0.12, 0.20);
		palm (p, p->w * (0.02 + 0.083 * i), p->h * 0.50, p->h * c1, c0, 0x3b6b66, 0x7fa37c);
	}
	static const Stop far_water[] = { { 0, 0xe9e2c2 }, { 1, 0x8db7b4 } };
	wash (p, p->h * 0.49, shore, far_water, COUNT (far_water), 185);
	ripples (p, p->h * 0.50, shore, 120, 0xfbf2d4, 0.5);
	for (int i = 0; i < 5; i++) {
		ink (p, 0x4a3526, 1);
		line (p, p->w * (0.19 + 0.155 * i), p->h * 0.36, p->w * (0.195 + 0.155 * i), p->h * 0.70, 13);
	}
	for (int i = 0; i < 5; i++)
		bow (p, p->w * (0.12 + 0.19 * i), shore - 2, p->h * (0.37 + 0.035 * (i % 2)), hulls[i],
		     trims[i]);
	mirror (p, shore, 0x1f5f6c, 0.12, 0.55, 189);
	ripples (p, shore + 6, p->h, 220, 0xf5ecca, 0.35);
	ripples (p, shore + 30, p->h, 200, 0x14444f, 0.35);
	ink (p, 0xe9d6a4, 0.95);
	for (int i = 0; i < 5; i++) {
		double x = p->w * (0.12 + 0.19 * i), top = shore - p->h * (0.36 + 0.035 * (i % 2));
		cairo_move_to (p->cr, x, top);
		cairo_curve_to (p->cr, x - 20, top + p->h * 0.2, x - 60, shore - p->h * 0.01, x - 116,
				shore + p->h * 0.09);
		stroke (p, 5);
	}
}

static void cabbage (Picture *p, double x, double y, double s, uint32_t dark, uint32_t light)
{
	for (int ring = 0; ring < 3; ring++)
		for (int i = 0; i < 9 - ring * 2; i++) {
			double a = PI + PI * (i + 0.5) / (9 - ring * 2), l = s * (1.0 - 0.24 * ring);
			ink (p, blend (dark, light, 0.3 * ring + within (p, 0, 0.35)), 1);
			leaf (p, x, y, a, l, s * 0.30);
			cairo_fill (p->cr);
			ink (p, blend (light, 0xffffe0, 0.5), 0.6);
			leaf (p, x, y, a, l * 0.85, s * 0.02);
			cairo_fill (p->cr);
		}
}

static void kohlrabi (Picture *p, double x, double y, double s, uint32_t dark, uint32_t light)
{
	for (int i = 0; i < 7; i++) {
		double a = -PI / 2 + (i - 3) * 0.36, l = s * within (p, 0.9, 1.15);
		ink (p, blend (dark, light, 0.2), 1);
		line (p, x, y - s * 0.2, x + cos (a) * l * 0.55, y - s * 0.2 + sin (a) * l * 0.55, s * 0.045);
		ink (p, blend (dark, light, within (p, 0.1, 0.8)), 1);
		leaf (p, x + cos (a) * l * 0.4, y - s * 0.2 + sin (a) * l * 0.4, a, l * 0.75, s * 0.24);
		cairo_fill (p->cr);
	}
	round_goods (p, x, y - s * 0.12, s * 0.30, 0x7d9a4a, 0xcfe0a0);
}

static void onion (Picture *p, double x, double y, double s, uint32_t dark, uint32_t light)
{
	for (int i = 0; i < 8; i++) {
		ink (p, blend (dark, light, within (p, 0.1, 1)), 1);
		leaf (p, x + (i - 3.5) * s * 0.07, y, -PI / 2 + (i - 3.5) * 0.11, s * within (p, 0.9, 1.35),
		      s * 0.06);
		cairo_fill (p->cr);
	}
}

static void pepper (Picture *p, double x, double y, double s, uint32_t dark, uint32_t light)
{
	tree (p, x, y - s * 0.5, s * 0.48, 46, dark, light);
	for (int i = 0; i < 9; i++) {
		ink (p, i % 4 ? 0xd42a26 : 0xe6a32c, 1);
		double c0 = within (p, -0.4, 0.4), c1 = within (p, 0.3, 0.75), c2 = within (p, -0.5, 0.5);
		leaf (p, x + c2 * s, y - s * c1, PI / 2 + c0, s * 0.26, s * 0.05);
		cairo_fill (p->cr);
	}
}

static void tomato_trellis (Picture *p)
{
	for (int i = 6; i >= 0; i--) {
		double t = 1 - i / 6.0, x = p->w * (0.70 + 0.27 * t * t), y = p->h * (0.46 + 0.56 * t * t),
		       s = p->h * (0.14 + 0.62 * t * t);
		ink (p, 0xa37b45, 1);
		line (p, x - s * 0.16, y, x + s * 0.02, y - s, s * 0.025);
		line (p, x + s * 0.18, y, x, y - s, s * 0.025);
		for (int k = 0; k < 5; k++)
			tree (p, x + within (p, -0.10, 0.10) * s, y - s * (0.14 + 0.18 * k), s * 0.17, 230,
			      0x1c4a2c, 0x8ab04a);
		for (int k = 0; k < 9; k++) {
			double c0 = within (p, 0.1, 0.85), c1 = within (p, -0.2, 0.2);
			round_goods (p, x + c1 * s, y - s * c0, s * 0.036, 0xa81f1c,
				     k % 4 ? 0xee4a32 : 0xf2b23c);
		}
	}
}

static void draw_garden (Picture *p)
{
	static const Stop sky[] = { { 0, 0x8cc0c6 }, { 0.6, 0xd5e2c8 }, { 1, 0xf8ecc0 } };
	static const Stop soil[] = { { 0, 0xb98a58 }, { 0.4, 0x8c5a38 }, { 1, 0x4d2c1f } };
	static void (*const plants[]) (Picture *, double, double, double, uint32_t,
				       uint32_t) = { onion, cabbage, kohlrabi, cabbage, pepper, onion };
	static const uint32_t dark[] = { 0x2d6a3a, 0x2f6b2f, 0x2a5f5a, 0x5a2a4a, 0x1f5230, 0x2d6a3a };
	static const uint32_t light[] = { 0xa9cf6a, 0xb9d45a, 0x9cc7a0, 0xb06a8c, 0x86b24a, 0x9ccf7a };
	double horizon = p->h * 0.42;
	wash (p, 0, horizon + 10, sky, COUNT (sky), 191);
	ridge (p, p->h * 0.40, p->h * 0.16, 560, 193, 0x8fb0a2, 0xe3e3bd);
	ridge (p, p->h * 0.43, p->h * 0.08, 380, 197, 0x5f8f6c, 0xb9c68a);
	for (int i = 0; i < 14; i++)
		tree (p, p->w * (0.01 + 0.077 * i), p->h * 0.385, p->h * within (p, 0.025, 0.055), 150,
		      0x2a5a3c, 0x93b058);
	hut (p, p->w * 0.17, p->h * 0.425, 62);
	wash (p, horizon, p->h, soil, COUNT (soil), 195);
	ink (p, 0x9a7440, 1);
	for (int i = 0; i < 60; i++) {
		double c0 = within (p, -4, 4), c1 = within (p, 26, 44);
		line (p, p->w * i / 59.0, horizon - c1, p->w * i / 59.0 + c0, horizon + 14, 7);
	}
	line (p, 0, horizon - 20, p->w, horizon - 20, 6);
	line (p, 0, horizon, p->w, horizon, 6);
	double vx = p->w * 0.50, vy = horizon - p->h * 0.06;
	for (int bed = 0; bed < 6; bed++) {
		double x0 = p->w * (-0.62 + 0.30 * bed), x1 = x0 + p->w * 0.235;
		cairo_move_to (p->cr, vx + (x0 - vx) * 0.12, horizon + 12);
		cairo_line_to (p->cr, vx + (x1 - vx) * 0.12, horizon + 12);
		cairo_line_to (p->cr, x1, p->h + 20);
		cairo_line_to (p->cr, x0, p->h + 20);
		fill_between (p, 0, horizon, 0, p->h, 0xc79a64, 1, 0x6f4229, 1);
	}
	for (int i = 0; i < 17; i++) {
		double t = pow (1.17, i) / pow (1.17, 16), y = vy + (p->h * 1.05 - vy) * t;
		if (y < horizon + 18)
			continue;
		for (int bed = 0; bed < 6; bed++)
			for (int k = 0; k < 2; k++) {
				double foot = p->w * (-0.62 + 0.30 * bed + 0.065 + 0.105 * k),
				       x = vx + (foot - vx) * t;
				double fade = clamp (0.55 - t, 0, 0.5);
				plants[bed](p, x, y, p->w * 0.070 * t, blend (dark[bed], 0xb9c68a, fade),
					    blend (light[bed], 0xe3e3bd, fade));
			}
	}
	tomato_trellis (p);
	birds (p, p->w * 0.30, p->h * 0.10, 24, 5, 0x4f8084);
}

/* ---- Writing ------------------------------------------------------------- */

/* One attempt at @quality; the caller frees what it gets. */
static unsigned char *compress (Picture *p, int quality, unsigned long *size)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *out = NULL, *rgb = malloc ((size_t) p->w * 3);
	if (rgb == NULL)
		abort ();
	*size = 0;
	jpeg.err = jpeg_std_error (&errors);
	jpeg_create_compress (&jpeg);
	jpeg_mem_dest (&jpeg, &out, size);
	jpeg.image_width = (JDIMENSION) p->w;
	jpeg.image_height = (JDIMENSION) p->h;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults (&jpeg);
	jpeg_set_quality (&jpeg, quality, TRUE);
	jpeg.optimize_coding = TRUE;
	jpeg.dct_method = JDCT_ISLOW;
	jpeg.density_unit = 1;
	jpeg.X_density = jpeg.Y_density = 300;
	jpeg_start_compress (&jpeg, TRUE);
	while (jpeg.next_scanline < jpeg.image_height) {
		const uint32_t *from = row (p, (int) jpeg.next_scanline);
		for (int x = 0; x < p->w; x++)
			for (int k = 0; k < 3; k++)
				rgb[x * 3 + k] = (unsigned char) (from[x] >> (16 - 8 * k));
		JSAMPROW lines[] = { rgb };
		jpeg_write_scanlines (&jpeg, lines, 1);
	}
	jpeg_finish_compress (&jpeg);
	jpeg_destroy_compress (&jpeg);
	free (rgb);
	return out;
}

/* The best quality that stays under @most bytes. */
static bool save (Picture *p, const char *path, unsigned long most)
{
	unsigned long size = 0;
	unsigned char *bytes = NULL;
	for (int quality = 84; quality >= 40; quality -= 3) {
		free (bytes);
		bytes = compress (p, quality, &size);
		if (size <= most)
			break;
	}
	FILE *file = fopen (path, "wb");
	bool done = file != NULL && fwrite (bytes, 1, size, file) == size;
	if (file != NULL && fclose (file) != 0)
		done = false;
	free (bytes);
	return done;
}

static const struct {
	const char *name;
	int w, h;
	double wander; /* of the edges, 1 = about 3 pixels */
	int most_kb;
	void (*draw) (Picture *p);
} pictures[] = {
	{ "bia-truoc", 2400, 3400, 1.2, 300, draw_cover },
	{ "bia-sau", 2400, 3400, 1.2, 320, draw_back_cover },
	{ "ruong-bac-thang", 2200, 1467, 1.0, 300, draw_terraces },
	{ "do-ngang", 2100, 1400, 1.0, 190, draw_ferry },
	{ "lo-gach", 1500, 2000, 1.0, 200, draw_kilns },
	{ "kenh-dua", 1350, 1800, 0.9, 260, draw_canal },
	{ "cho-tu-tren-cao", 2000, 1333, 0.7, 330, draw_market },
	{ "thung-cho", 1350, 1800, 0.8, 240, draw_baskets },
	{ "ong-lai-do", 1500, 2000, 1.0, 140, draw_ferryman },
	{ "khung-det", 1760, 1320, 0.5, 290, draw_loom },
	{ "ban-do-song", 2000, 1333, 0.7, 210, draw_map },
	{ "mua", 1800, 1200, 0.8, 245, draw_rain },
	{ "trang-nuoc", 1400, 2100, 1.0, 140, draw_moon },
	{ "sach-ban", 2000, 1333, 0.8, 160, draw_books },
	{ "cau-go", 2400, 1000, 0.8, 190, draw_bridge },
	{ "den-dem", 1400, 2100, 0.8, 180, draw_lanterns },
	{ "ben-thuyen", 2000, 1333, 0.9, 190, draw_boats },
	{ "vuon-rau", 2000, 1333, 0.8, 240, draw_garden },
};

static bool make (size_t i, const char *folder)
{
	char path[4096];
	Picture p = { .w = pictures[i].w, .h = pictures[i].h, .state = 20261005u + i * 7919u };
	p.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, p.w, p.h);
	p.cr = cairo_create (p.surface);
	p.data = cairo_image_surface_get_data (p.surface);
	p.stride = cairo_image_surface_get_stride (p.surface);
	pictures[i].draw (&p);
	press (&p, pictures[i].wander);
	int n = snprintf (path, sizeof path, "%s/%s.jpg", folder, pictures[i].name);
	bool done = n > 0 && (size_t) n < sizeof path &&
		    save (&p, path, (unsigned long) pictures[i].most_kb * 1024);
	if (!done)
		fprintf (stderr, "cannot write %s\n", path);
	cairo_destroy (p.cr);
	cairo_surface_destroy (p.surface);
	return done;
}

static bool wanted (const char *name, int argc, char **argv)
{
	for (int i = 2; i < argc; i++)
		if (strcmp (name, argv[i]) == 0)
			return true;
	return argc == 2;
}

int main (int argc, char **argv)
{
	bool done = true;
	if (argc < 2) {
		fprintf (stderr, "usage: %s FOLDER [NAME …]\n", argv[0]);
		return 2;
	}
	for (size_t i = 0; i < COUNT (pictures); i++)
		if (wanted (pictures[i].name, argc, argv))
			done = make (i, argv[1]) && done;
	return done ? 0 : 3;
}
