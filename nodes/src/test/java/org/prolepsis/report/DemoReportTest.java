package org.prolepsis.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

class DemoReportTest {
    private static final List<String> JOINTS = List.of("a", "b");
    private static final JointLimits LIMITS = new JointLimits(
            JOINTS.stream().map(name -> new JointLimit(name, -3, 3, 2, 10, 1e3)).toList());

    @TempDir
    Path folder;

    @Test
    void shouldReferToNothingOutsideTheFile() throws IOException {
        String html = Files.readString(report("wave to me").write(folder.resolve("new/folder")));
        Matcher reference = Pattern.compile("(?:src|href|url)\\s*[=(]\\s*['\"]?([^'\" )>]+)")
                .matcher(html);
        while (reference.find()) {
            assertTrue(reference.group(1).startsWith("#"), reference.group());
        }
        assertFalse(html.contains("<script"), "the report needs no script");
        assertFalse(html.contains("@import"));
        assertEquals(4, html.split("role='img'", -1).length - 1, "four plots of the motion, none of the refused one");
    }

    @Test
    void shouldShowASentenceAsTextAndNeverAsMarkup() throws IOException {
        String html =
                Files.readString(report("<b onclick='x'>wave</b> & \u0007").write(folder));
        assertFalse(html.contains("<b onclick"));
        assertTrue(html.contains("&lt;b onclick=&#39;x&#39;&gt;wave&lt;/b&gt; &amp; \uFFFD"));
    }

    @Test
    void shouldBeWellFormed() throws IOException {
        String html = Files.readString(report("wave").write(folder));
        String body = html.substring(html.indexOf("<section"), html.indexOf("<h2>How to read"));
        assertDoesNotThrow(() -> javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(
                        ("<r>" + body + "</r>").getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    private static DemoReport report(String sentence) {
        int n = 1200;
        double[] times = new double[n];
        double[][] q = new double[n][2];
        for (int i = 0; i < n; i++) {
            times[i] = i * 0.005;
            q[i][0] = Math.sin(times[i]);
            q[i][1] = Math.cos(times[i]);
        }
        Recording moved = new Recording(JOINTS, 0.005, times, q, times, q);
        Recording still = new Recording(JOINTS, 0.005, new double[0], new double[0][], new double[0], new double[0][]);
        Map<String, String> heading = new LinkedHashMap<>(Collections.singletonMap("model", "waving"));
        return new DemoReport(
                heading,
                LIMITS,
                List.of(
                        new DemoReport.Motion(
                                new MotionResult(sentence, true, "wave", 12.0, 5.99, 6.0, 1.0, 0.01, 0), moved),
                        new DemoReport.Motion(
                                new MotionResult(
                                        "make me a coffee", false, "unknown", null, null, null, null, null, null),
                                still)));
    }
}
