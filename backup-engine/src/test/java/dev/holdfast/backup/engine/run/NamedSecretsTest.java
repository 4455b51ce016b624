package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamedSecretsTest {

    @Test
    void findsEverySecretThatAContainerCouldPrintNeededOrNot() {
        assertThat(
                        NamedSecrets.of(
                                Samples.json(
                                        """
                        {'spec': {
                          'initContainers': [{'envFrom': [{'secretRef': {'name': 'from-env', 'optional': true}}, {'configMapRef': {'name': 'no'}}]}],
                          'containers': [{'env': [
                            {'name': 'A', 'value': 'x'},
                            {'name': 'B', 'valueFrom': {'secretKeyRef': {'name': 'key', 'key': 'k', 'optional': true}}}]}],
                          'volumes': [
                            {'name': 'v', 'secret': {'secretName': 'volume'}},
                            {'name': 'p', 'projected': {'sources': [{'secret': {'name': 'projected'}}, {'configMap': {'name': 'no'}}]}},
                            {'name': 'e', 'emptyDir': {}}]}}
                        """)))
                .containsExactly("from-env", "key", "projected", "volume");
        assertThat(NamedSecrets.of(Samples.json("{}"))).isEmpty();
    }
}
