package io.github.cornu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Goes on with the likeliest sequences at once, a sample of the batch each. For one search. */
final class BeamSearch {
    private static final Comparator<Beam> LIKELIEST =
            Comparator.comparingDouble(Beam::logProbability).reversed();

    private final Session session;
    private final TokenSession model;
    private final int width;
    private final int end;
    private final List<Beam> ended = new ArrayList<>();
    private List<Beam> live = new ArrayList<>();
    private double[] logarithms = {};

    /** A sequence that goes on from one of the live ones. */
    private record Next(int from, Beam beam) {}

    /** @param session of a stream, which the search changes */
    BeamSearch(Session session, int width, int end) {
        this.session = session;
        this.model = new TokenSession(session);
        this.width = width;
        this.end = end;
    }

    List<Beam> run(int[] prompt, int most) {
        model.run(new int[][] {prompt});
        live.add(new Beam(new int[0], 0));
        for (int step = 0; step < most; step++) {
            int[] from = choose();
            if (live.isEmpty() || isSettled() || step == most - 1) {
                break;
            }
            session.restore(session.state().rows(from));
            model.run(live.stream().map(beam -> new int[] {beam.last()}).toArray(int[][]::new));
        }
        List<Beam> all = new ArrayList<>(ended);
        all.addAll(live);
        all.sort(LIKELIEST);
        return List.copyOf(all.subList(0, Math.min(width, all.size())));
    }

    /** Whether no live sequence can become likelier than those that have ended. */
    private boolean isSettled() {
        if (ended.size() < width) {
            return false;
        }
        ended.sort(LIKELIEST);
        return ended.get(width - 1).logProbability() >= live.get(0).logProbability();
    }

    /** Makes the likeliest next sequences the live ones; returns which sample each of them goes on from. */
    private int[] choose() {
        List<Next> all = new ArrayList<>();
        for (int i = 0; i < live.size(); i++) {
            addLikeliest(i, all);
        }
        all.sort((a, b) -> LIKELIEST.compare(a.beam(), b.beam()));
        List<Next> chosen = new ArrayList<>();
        for (int i = 0; i < all.size() && chosen.size() < width; i++) {
            Next next = all.get(i);
            if (end != Sampling.NO_END && next.beam().last() == end) {
                ended.add(next.beam());
            } else {
                chosen.add(next);
            }
        }
        live = new ArrayList<>(chosen.stream().map(Next::beam).toList());
        return chosen.stream().mapToInt(Next::from).toArray();
    }

    /** Adds the likeliest next tokens of a live sequence: one more than are chosen, since one may end it. */
    private void addLikeliest(int sample, List<Next> all) {
        int tokens = model.tokens();
        if (logarithms.length < tokens) {
            logarithms = new double[tokens];
        }
        TokenChooser.logarithms(model.givesProbabilities(), model.outputs(), model.at(sample), tokens, logarithms);
        int[] best = new int[Math.min(width + 1, tokens)];
        int count = 0;
        for (int token = 0; token < tokens; token++) {
            int place = count < best.length ? count++ : count;
            while (place > 0 && logarithms[token] > logarithms[best[place - 1]]) {
                if (place < best.length) {
                    best[place] = best[place - 1];
                }
                place--;
            }
            if (place < best.length) {
                best[place] = token;
            }
        }
        for (int i = 0; i < count; i++) {
            double logarithm = logarithms[best[i]];
            if (logarithm > Double.NEGATIVE_INFINITY) {
                all.add(new Next(sample, live.get(sample).with(best[i], logarithm)));
            }
        }
    }
}
