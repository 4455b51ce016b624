package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillTest {

    private static GenericKubernetesResource object(String apiVersion, String kind, String status) {
        return Samples.object(new ResourceKind(apiVersion, kind), "ns", "x", "{'status':" + status + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            {'conditions':[{'type':'Reconciling','status':'True','message':'upgrading'}]}                          | upgrading
            {'conditions':[{'type':'Ready','status':'Unknown','message':'running'}]}                               | running
            {'conditions':[{'type':'Ready','status':'True'}]}                                                      | ""
            {'conditions':[{'type':'Ready','status':'False','message':'failed'}],'observedGeneration':1}           | ""
            {'conditions':[{'type':'Reconciling','status':'False'},{'type':'Ready','status':'True'}]}              | ""
            {}                                                                                                     | ""
            """)
    void aHelmReleaseIsDisturbedWhileAnActionIsUnderWay(String status, String why) {
        assertThat(Standstill.disturbed(object("helm.toolkit.fluxcd.io/v2", "HelmRelease", status))
                        .orElse(""))
                .isEqualTo(why);
    }

    @Test
    void anyOtherObjectIsDisturbedUntilItsGenerationWasObserved() {
        assertThat(Standstill.disturbed(object("apps/v1", "Deployment", "{'observedGeneration':2}")))
                .hasValueSatisfying(why -> assertThat(why).contains("generation 3"));
        assertThat(Standstill.disturbed(object("apps/v1", "Deployment", "{'observedGeneration':3}")))
                .isEmpty();
        assertThat(Standstill.disturbed(object("v1", "Thing", "{}"))).isEmpty();
    }
}
