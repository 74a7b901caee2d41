package dev.tare.controller.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlansPageTest {

    private static final Committed PAGE = Committed.at("docs/plans.md");

    @Test
    void tablesFollowTheCatalogue() throws IOException {
        String generated = PlansPage.upToDate(PAGE.text());
        assertThat(PAGE.text(generated))
                .as("docs/plans.md; run this test with -Dtare.write=true to bring it up to date")
                .isEqualTo(generated);
    }

    @Test
    void examplesAreGood(@TempDir Path folder) throws IOException {
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(PAGE.text());
        List<String> examples = blocks.results().map(block -> block.group(1)).toList();
        assertThat(examples).hasSize(2);
        Path plan = Files.writeString(folder.resolve("plan.yaml"), examples.getFirst());
        assertThat(Plans.load(plan).name()).isEqualTo("demo");
        assertThat(Schemas.problems(Committed.at("docs/schema/lab.schema.json").text(), examples.getLast()))
                .isEmpty();
    }
}
