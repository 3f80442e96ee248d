namespace TraceKit.Faults.Support;

/// <summary>Samples of a figure over time, and the straight line through them.</summary>
internal sealed class Slope
{
    private readonly List<(double Hours, double Value)> _samples = [];

    /// <summary>Takes a sample.</summary>
    public void Add(TimeSpan at, double value) => _samples.Add((at.TotalHours, value));

    /// <summary>Growth in an hour, by least squares over what came after the warm-up: the last two thirds.</summary>
    public double PerHour
    {
        get
        {
            (double Hours, double Value)[] warm = [.. _samples.Skip(_samples.Count / 3)];
            double meanX = warm.Average(sample => sample.Hours);
            double meanY = warm.Average(sample => sample.Value);
            double spread = warm.Sum(sample => (sample.Hours - meanX) * (sample.Hours - meanX));
            return spread == 0 ? 0 : warm.Sum(sample => (sample.Hours - meanX) * (sample.Value - meanY)) / spread;
        }
    }

    /// <summary>What the line grows by over the samples that it goes through.</summary>
    public double Growth => _samples.Count == 0 ? 0 : PerHour * (_samples[^1].Hours - _samples[_samples.Count / 3].Hours);
}
