package dev.holdfast.backup.samples.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndEmptyCellsAreDashes() {
        assertThat(new Columns("A", "LONG").row("wide", "").row("x", "y").lines())
                .containsExactly("A      LONG", "wide   -", "x      y");
    }
}
