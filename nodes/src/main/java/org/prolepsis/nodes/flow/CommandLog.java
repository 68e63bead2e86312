package org.prolepsis.nodes.flow;

import org.prolepsis.flow.text.Grounding;

/** The sentences that came: how many, and what became of the last. Guarded by its user. */
final class CommandLog {
    private static final int MAX_TEXT = 1000;
    private static final int SHOWN_TEXT = 120;

    private long commands;
    private long refused;
    private String text = "";
    private Grounding grounding = new Grounding(false, "", "", 0);
    private FlowReport.Cost cost = FlowReport.Cost.NONE;

    /** Why a sentence is none; empty if it is one. */
    static String problemOf(String sentence) {
        if (sentence.isBlank()) {
            return "the sentence is empty; say what to do";
        }
        return sentence.length() <= MAX_TEXT
                ? ""
                : "the sentence has " + sentence.length() + " characters; at most " + MAX_TEXT + " are allowed";
    }

    /** A sentence as it is shown: one line, cut if it is long. */
    static String shown(String sentence) {
        String line = sentence.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN_TEXT ? line.substring(0, SHOWN_TEXT) + "…" : line;
    }

    void accept(String sentence, Grounding how, FlowReport.Cost spent) {
        remember(sentence, how, spent);
    }

    void refuse(String sentence, Grounding why) {
        refused++;
        remember(sentence, why, FlowReport.Cost.NONE);
    }

    private void remember(String sentence, Grounding decision, FlowReport.Cost spent) {
        commands++;
        text = shown(sentence);
        grounding = decision;
        cost = spent;
    }

    /** Forgets the last sentence, not the counts. */
    void forgetLast() {
        text = "";
        grounding = new Grounding(true, "", "", 0);
    }

    long commands() {
        return commands;
    }

    long refused() {
        return refused;
    }

    /** Sentences that became motions. */
    long accepted() {
        return commands - refused;
    }

    /** The last sentence, cut to a line. */
    String text() {
        return text;
    }

    /** How the last sentence was understood, or why it was refused. */
    Grounding grounding() {
        return grounding;
    }

    /** What the last sentence cost. */
    FlowReport.Cost cost() {
        return cost;
    }
}
