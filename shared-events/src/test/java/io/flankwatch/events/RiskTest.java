package io.flankwatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Judgement.Level;
import io.flankwatch.events.Judgement.Risk;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {

    /// The rows of NIST SP 800-30 Rev. 1, table I-2, from an impact that is very low to one that is very high.
    @ParameterizedTest
    @CsvSource({
        "ALMOST_NO_CHANCE, VERY_LOW VERY_LOW VERY_LOW LOW LOW",
        "VERY_UNLIKELY, VERY_LOW LOW LOW LOW MODERATE",
        "UNLIKELY, VERY_LOW LOW MODERATE MODERATE HIGH",
        "ROUGHLY_EVEN_CHANCE, VERY_LOW LOW MODERATE MODERATE HIGH",
        "LIKELY, VERY_LOW LOW MODERATE MODERATE HIGH",
        "VERY_LIKELY, VERY_LOW LOW MODERATE HIGH VERY_HIGH",
        "ALMOST_CERTAIN, VERY_LOW LOW MODERATE HIGH VERY_HIGH"
    })
    void the_level_of_a_risk_follows_from_likelihood_and_impact(Likelihood likelihood, String levels) {
        assertThat(Arrays.stream(Level.values()).map(impact -> new Risk("r", likelihood, impact).level().name()))
                .containsExactly(levels.split(" "));
    }
}
