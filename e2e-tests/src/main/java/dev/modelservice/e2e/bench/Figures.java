package dev.modelservice.e2e.bench;

/** What one run measured. */
record Figures(int count, Fleet.Served served, long rssMiB, Quiet idle, Quiet restart, Floor.Written floor) {

    double perService(long total) {
        return (double) total / count;
    }
}
