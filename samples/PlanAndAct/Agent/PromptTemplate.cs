using System.Security.Cryptography;
using System.Text;
using TraceKit.Models;

namespace PlanAndAct.Agent;

/// <summary>A system prompt with a version; its hash says when somebody changed it without saying so.</summary>
internal sealed record PromptTemplate(string Name, string Version, string Text)
{
    public PromptReference Reference { get; } = new()
    {
        Name = Name,
        Version = Version,
        Hash = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}",
    };
}
