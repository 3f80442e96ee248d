using System.Text.Json.Serialization.Metadata;

namespace TraceKit.Payloads;

/// <summary>What is known of an event type before its first event: whether serialising it can run code of the user's, and what that can write.</summary>
/// <remarks>
/// A value is inert when nothing but getters that the compiler made, framework types and framework collections has a part in it. What
/// a type cannot say (which class stands behind an <see cref="IReadOnlyList{T}"/>) is looked up in each value.
/// </remarks>
internal sealed class PayloadContract
{
    private readonly PayloadNode _root;

    private PayloadContract(PayloadNode root)
    {
        IReadOnlyCollection<PayloadNode> all = root.Reachable();
        _root = root;
        RunsCode = all.Any(node => node.RunsCode);
        BringsRawJson = all.Any(node => node.IsFree);
        foreach (PayloadNode node in all)
        {
            node.FindWhatToLookAt();
        }
    }

    /// <summary>Whether what is written has to be checked: a converter or a dictionary can name a member twice, raw JSON can be anything.</summary>
    public bool MayBreakTheLine => RunsCode || BringsRawJson;

    /// <summary>Whether serialising a value of the type always may run code of the user's.</summary>
    public bool RunsCode { get; }

    /// <summary>Whether a value may hold a dictionary or raw JSON.</summary>
    public bool BringsRawJson { get; }

    public static PayloadContract Of(JsonTypeInfo contract) => new(new PayloadWalk().NodeOf(contract));

    /// <summary>Whether serialising this value runs no code of the user's.</summary>
    public bool IsInert(object? value) => !RunsCode && (value is null || !_root.MustLook || _root.IsInert(value, depth: 0));
}
