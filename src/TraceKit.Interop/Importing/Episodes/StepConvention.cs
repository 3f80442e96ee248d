namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Counts how the source numbers the steps of an executor's input and of its output.</summary>
internal sealed class StepConvention
{
    private int _same;
    private int _next;
    private int _other;

    /// <summary>Counts one pair.</summary>
    public void Count(int? input, int? output)
    {
        switch (output - input)
        {
            case 0:
                _same++;
                break;
            case 1:
                _next++;
                break;
            default:
                _other++;
                break;
        }
    }

    /// <summary>Says which convention was met; pairs were made by order, whatever it is.</summary>
    public void Report(EpisodeScript script)
    {
        if (_same + _next + _other > 0)
        {
            script.Info(
                ImportRules.StepConvention,
                $"of {_same + _next + _other} executor pairs, {_next} number the output one step after the input, {_same} with the same step, {_other} otherwise");
        }
    }
}
