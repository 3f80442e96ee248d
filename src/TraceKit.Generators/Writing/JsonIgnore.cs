namespace TraceKit.Generators.Writing;

/// <summary>The numbers of <c>System.Text.Json.Serialization.JsonIgnoreCondition</c>, whose assembly a generator does not see.</summary>
internal static class JsonIgnore
{
    public const int Never = 0;
    public const int Always = 1;
    public const int WhenWritingDefault = 2;
    public const int WhenWritingNull = 3;
}
