using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.Tracing;

using var collector = new TraceCollector(new TraceKitOptions { Root = args[0] });
using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Find a flight" });
using (run.Enter())
{
    await new Flights().SearchAsync("direct flights");
}

run.Complete();
RecordedRun recorded = RunFileReader.ReadStrict(run.Path!).Single();
Operation call = recorded.Events[0].Read<Operation>();
OperationResult result = recorded.Events[1].Read<OperationResult>();
Console.WriteLine($"{call.Name} {call.Arguments} -> {(result.Status == OperationStatus.Ok ? "ok" : "not ok")} {result.Result}");

internal sealed partial class Flights
{
    [Traced]
    public partial Task<string> SearchAsync(string query);

    private async Task<string> SearchAsyncCore(string query)
    {
        await Task.Yield();
        return "1 flight";
    }
}
