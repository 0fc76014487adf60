package io.flankwatch.query.incursions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.flankwatch.events.Place.Point;
import io.flankwatch.events.Refused;
import io.flankwatch.query.incursions.Area.Circle;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaTest {

    private static Area box(String text) {
        return Area.boxes(List.of(text)).getFirst();
    }

    private static Area circle(String text) {
        return Area.circles(List.of(text)).getFirst();
    }

    private static Point at(double lat, double lon) {
        return new Point(lat, lon);
    }

    @Test
    void a_box_has_its_edges_in_it() {
        Area romania = box("20.2,43.6,29.7,48.3");
        assertThat(List.of(at(43.6, 20.2), at(48.3, 29.7), at(45.43, 28.03))).allMatch(romania::contains);
        assertThat(List.of(at(43.5, 25), at(48.4, 25), at(45, 20.1), at(45, 29.8))).noneMatch(romania::contains);
    }

    @Test
    void a_box_whose_west_is_east_of_its_east_goes_on_across_the_antimeridian() {
        Area bering = box("170,50,-160,70");
        assertThat(List.of(at(60, 170), at(60, 180), at(60, -180), at(60, -160))).allMatch(bering::contains);
        assertThat(List.of(at(60, 169), at(60, -159), at(60, 0))).noneMatch(bering::contains);
    }

    @Test
    void the_antimeridian_is_one_line_with_two_names() {
        assertThat(box("-180,-10,-170,10").contains(at(0, 180))).isTrue();
        assertThat(box("170,-10,180,10").contains(at(0, -180))).isTrue();
        assertThat(box("-180,-90,180,90").contains(at(-90, 12))).isTrue();
    }

    @Test
    void distances_are_those_of_the_great_circle() {
        // A quarter and a half of a meridian, of a sphere of 6,371.0088 km, and across the antimeridian.
        assertThat(new Circle(at(0, 0), 1).distance(at(90, 0))).isCloseTo(10_007.557, within(0.001));
        assertThat(new Circle(at(0, 0), 1).distance(at(0, 180))).isCloseTo(20_015.115, within(0.001));
        assertThat(new Circle(at(0, 179.5), 1).distance(at(0, -179.5))).isCloseTo(111.195, within(0.001));
        assertThat(new Circle(at(45.4353, 28.0080), 1).distance(at(45.4353, 28.0080))).isZero();
        assertThat(circle("45.4353,28.0080,0.2").contains(at(45.4353, 28.0100))).isTrue();
        assertThat(circle("45.4353,28.0080,0.1").contains(at(45.4353, 28.0100))).isFalse();
    }

    @Test
    void whatever_is_in_an_area_is_within_what_it_is_narrowed_down_by() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Point point = at(random.nextInt(-18, 19) * 5, random.nextInt(-36, 37) * 5);
            Area area = random.nextBoolean()
                    ? new Circle(at(random.nextInt(-18, 19) * 5, random.nextInt(-36, 37) * 5), 1 + random.nextInt(20_000))
                    : new Area.Rectangle(new Box(random.nextInt(-36, 37) * 5, -10 - random.nextInt(80), random.nextInt(-36, 37) * 5, random.nextInt(90)));
            if (area.contains(point)) {
                Box box = area.within();
                assertThat(point.lat()).isBetween(box.south(), box.north());
                assertThat(point.lon()).isBetween(box.west(), box.east());
            }
        }
    }

    @Test
    void what_is_no_area_is_refused() {
        for (String wrong : List.of("", "1,2,3", "1,2,3,4,5,6", "1,2,3,NaN", "1,2,3,1e3", "a,b,c,d", "181,0,182,1", "0,-91,1,0", "0,10,1,5", " 1,2,3,4", "1,2,3,4,", "Infinity,0,0,0")) {
            assertThatExceptionOfType(Refused.class).as(wrong).isThrownBy(() -> box(wrong));
        }
        for (String wrong : List.of("", "1,2", "1,2,0", "1,2,-1", "91,0,1", "0,181,1", "0,0,20101", "0,0,1e3", "0,0,99999999")) {
            assertThatExceptionOfType(Refused.class).as(wrong).isThrownBy(() -> circle(wrong));
        }
    }
}
